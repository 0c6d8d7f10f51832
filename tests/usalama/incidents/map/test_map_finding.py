"""The map in one sentence: which counties stand out, named in no order of their rates."""

from __future__ import annotations

import pandas as pd
import pytest

from usalama.incidents.map.map_finding import standing_out


@pytest.mark.parametrize(
    ("standings", "words"),
    [
        ({"Kwale": "similar", "Lamu": "similar"}, "Counties compared for their number of people: none stands out."),
        ({"Kwale": "similar"}, "Reports for its people are as usual among counties, or too few to say."),
        ({"Kwale": "higher"}, "Counties compared for their number of people: clearly more reports in Kwale."),
        (
            {"Kwale": "lower", "Kisumu": "unknown"},
            "Counties compared for their number of people: clearly fewer in Kwale.",
        ),
        (
            {"Kwale": "higher", "Kisumu": "higher", "Wajir": "higher", "Nakuru": "higher", "Lamu": "lower"},
            "Counties compared for their number of people: clearly more reports in Kwale, Kisumu, Wajir and 1 more, "
            "clearly fewer in Lamu.",
        ),
    ],
)
def test_the_counties_that_stand_out_are_named(standings, words):
    rows = pd.DataFrame({"place_name": list(standings), "standing": list(standings.values())})
    assert str(standing_out(rows)) == words
