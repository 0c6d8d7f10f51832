"""What does the map of rates say in one sentence: which counties stand out, allowing for chance and size?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from usalama.asking.asked import finding_about
from usalama.asking.told import listed
from usalama.country.subject import Subject
from usalama.incidents.rates.funnel import funnel_plot
from usalama.model import N_, Choices, Scope, Sentence, Standing
from usalama.store import Store

# Counties of each kind that the sentence names; in the order of their numbers, since it is no ranking.
NAMED = 3
WORDS = (
    (Standing.HIGHER, N_("clearly more reports in {counties}")),
    (Standing.LOWER, N_("clearly fewer in {counties}")),
)


def map_finding(store: Store, scope: Scope, choices: Choices, subject: Subject) -> Sentence:
    """Which counties have more or fewer reports for their people than counties usually differ; of those chosen, if any.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    everywhere = replace(choices, county_codes=())
    rows = funnel_plot(store, scope, everywhere, subject).rows
    if choices.county_codes:
        # All counties make the limits; only the chosen ones are spoken of.
        keys = {subject.country.county(code).place.key for code in choices.county_codes}
        rows = rows[rows.place_key.isin(keys)]
    return finding_about(standing_out(rows), choices, subject)


def standing_out(rows: pd.DataFrame) -> Sentence:
    """The counties outside of the funnel, by name; that there are none, where there are none.

    Arguments:
        rows: place_name, standing; as in ``FunnelPlot``.
    """
    names = {standing: list(rows.place_name[rows.standing == str(standing)]) for standing, _ in WORDS}
    parts = [
        Sentence(words, {"counties": listed([_name(one) for one in names[standing]], NAMED)})
        for standing, words in WORDS
        if names[standing]
    ]
    if not parts:
        if len(rows) == 1:
            return Sentence("Reports for its people are as usual among counties, or too few to say.")
        return Sentence("Counties compared for their number of people: none stands out.")
    both = Sentence("{first}, {second}", dict(zip(("first", "second"), parts, strict=True))) if parts[1:] else parts[0]
    return Sentence("Counties compared for their number of people: {parts}.", {"parts": both})


def _name(name: str) -> Sentence:
    """A name is no sentence of the catalogue, and stays as it is."""
    return Sentence("{place}", {"place": name})
