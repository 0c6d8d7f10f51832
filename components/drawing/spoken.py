"""What a mark of a chart says to whoever cannot see it."""

from __future__ import annotations

from string import Formatter

import altair as alt
import pandas as pd

from components.shell.visit import Visit
from usalama.model import Sentence

# The channel of every mark whose rows went through ``with_words``.
SAID = alt.Description("said:N")


def with_words(rows: pd.DataFrame, visit: Visit, template: str, decimals: int = 0) -> pd.DataFrame:
    """The rows with ``said``, a sentence for each mark.

    Arguments:
        rows: without missing numbers.
        template: marked for translation; its gaps are columns.
        decimals: of the numbers in it.
    """
    gaps = [name for _text, name, _form, _conversion in Formatter().parse(template) if name]
    records = rows[gaps].round(decimals).to_dict("records")
    return rows.assign(said=[visit.say(Sentence(template, record)) for record in records])
