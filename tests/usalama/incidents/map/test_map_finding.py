"""The map in one sentence: which counties stand out, named in no order of their rates."""

from __future__ import annotations

import pandas as pd
import pytest

from usalama.incidents.map.map_finding import standing_out


@pytest.mark.parametrize(
    ("standings", "words"),
    [
        ({"Kwale": "similar", "Lamu": "similar"}, "No county stands out from how counties usually differ."),
        ({"Kwale": "similar"}, "Reports for its people are as usual among counties, or too few to say."),
        ({"Kwale": "higher"}, "Beyond how counties usually differ: more reports for their people in Kwale."),
        ({"Kwale": "lower", "Kisumu": "unknown"}, "Beyond how counties usually differ: fewer in Kwale."),
        (
            {"Kwale": "higher", "Kisumu": "higher", "Wajir": "higher", "Nakuru": "higher", "Lamu": "lower"},
            "Beyond how counties usually differ: more reports for their people in Kwale, Kisumu, Wajir and 1 more, "
            "fewer in Lamu.",
        ),
    ],
)
def test_the_counties_that_stand_out_are_named(standings, words):
    rows = pd.DataFrame({"place_name": list(standings), "standing": list(standings.values())})
    assert str(standing_out(rows)) == words
