"""The chart of the charter: what became of the pledges of each sector."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing.charts import OKABE_ITO, OUTLINE
from components.shell.visit import Visit
from usalama.programme.charter import KEPT, LATE, OVERDUE, PARTLY, STANDINGS, WAITING

# A colour and a sign for each, so that neither speaks alone; and the colour of the text on it.
DARK, LIGHT = "#000000", "#ffffff"
LOOKS = {
    KEPT: (OKABE_ITO[0], "✓", LIGHT),
    PARTLY: (OKABE_ITO[7], "½", DARK),
    LATE: (OKABE_ITO[6], "→", DARK),
    OVERDUE: ("#3b2a1a", "!", LIGHT),
    WAITING: ("#eeeeee", "…", DARK),
}
# Parts of the longest bar under which the number, and then the sign too, would not fit in.
WIDE_ENOUGH, VISIBLE = 0.14, 0.05


def build_standings(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """A bar a sector, in parts by what became of its pledges; each part has a colour, a sign and its number.

    Arguments:
        rows: sector_name and a count for each standing.
    """
    _ = visit._
    names = [_name(standing, visit) for standing in STANDINGS]
    base = alt.Chart().encode(
        alt.Y("sector_name:N", title=None, sort=list(rows.sector_name), axis=alt.Axis(labelLimit=150))
    )
    bars = base.mark_bar(stroke=OUTLINE, strokeWidth=0.8).encode(
        alt.X("start:Q", title=_("Pledges"), axis=alt.Axis(tickMinStep=1)),
        alt.X2("end:Q"),
        alt.Color(
            "standing:N",
            title=None,
            scale=alt.Scale(domain=names, range=[LOOKS[standing][0] for standing in STANDINGS]),
            legend=alt.Legend(
                orient="top", columns=1, labelLimit=300, symbolType="square", symbolSize=180, symbolStrokeWidth=0.8
            ),
        ),
        tooltip=[
            alt.Tooltip("sector_name:N", title=_("Sector")),
            alt.Tooltip("standing:N", title=_("State")),
            alt.Tooltip("pledge_count:Q", title=_("Pledges"), format=","),
        ],
    )
    signs = base.mark_text(fontSize=12).encode(
        alt.X("middle:Q"), text=alt.Text("label:N"), color=alt.Color("ink:N", scale=None, legend=None)
    )
    resolved = alt.Resolve(scale=alt.ScaleResolveMap(color="independent"))
    return alt.LayerChart(data=_parts(rows, visit), layer=[bars, signs], resolve=resolved, height=alt.Step(30))


def _parts(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """Each part of each bar: where it begins and ends, and what is written in it."""
    longest = max(int(rows[list(STANDINGS)].sum(axis=1).max()), 1)
    found = []
    for row in rows.to_dict("records"):
        start = 0
        for standing, (_colour, sign, ink) in LOOKS.items():
            count = int(row[standing])
            part = {"sector_name": row["sector_name"], "standing": _name(standing, visit), "pledge_count": count}
            ends = {"start": start, "end": start + count, "middle": start + count / 2}
            found.append(part | ends | {"label": _label(sign, count, longest), "ink": ink})
            start += count
    return pd.DataFrame(found)


def _label(sign: str, count: int, longest: int) -> str:
    if count < VISIBLE * longest:
        return ""
    return f"{sign} {count}" if count >= WIDE_ENOUGH * longest else sign


def _name(standing: str, visit: Visit) -> str:
    return f"{LOOKS[standing][1]} {visit._(STANDINGS[standing])}"
