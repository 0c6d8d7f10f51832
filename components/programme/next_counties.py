"""Next counties on Rollout: what counts, which five come first and why, and every other that waits."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.drawing.charts import OKABE_ITO, by_kind, legend, names_down, tips
from components.shell import anatomy
from components.shell.filters import choose_number
from components.shell.visit import Visit
from usalama.model import N_
from usalama.programme.progress.next_counties import NEXT, PARTS, NextCounties, Weights

HEAVIEST, USUAL = 10, 5
# Each part with a colour and what its letters are written in over it.
LOOKS = {"need": (OKABE_ITO[0], "#ffffff"), "readiness": (OKABE_ITO[6], "#000000"), "reach": (OKABE_ITO[7], "#000000")}
BAR_STEP, LETTER_PIXELS = 54, 7
FACTS = (
    "county_name why need readiness reach people rate_per_100k rate_lower rate_upper sector_count begun_count "
    "association_count"
)


def choose_weights(visit: Visit) -> Weights:
    """What counts for the next counties, by the reader, kept in the address."""
    _ = visit._
    chosen = {}
    for column, (name, word) in zip(st.columns(len(PARTS), gap="large"), PARTS.items(), strict=True):
        with column:
            label = _("Weight of {part}").format(part=_(word))
            chosen[name] = choose_number(label, f"weight_{name}", 0, HEAVIEST, USUAL)
    return Weights(**chosen)


def show_next(visit: Visit, result: NextCounties) -> None:
    """The next counties with why, what lifts each of them, and all others for who asks."""
    _ = visit._
    if result.rows.empty:
        anatomy.show_finding(visit, result.finding)
        return
    rows = result.rows.assign(why=[" ".join(visit.say(sentence).split()) for sentence in result.rows.sentence])
    first, columns = rows.head(NEXT), _columns(visit)
    listed, drawn = st.columns([4, 5], gap="large")
    with listed:
        named = {name: columns[name] for name in ("county_name", "why")}
        tables.show_rows(visit, first, named, caption=_("The next counties, and why each of them"))
    with drawn:
        caption = _("Points of 100 by the weights above. An aid for a talk, not a judgement of any county.")
        words = figures.Words(result.finding, caption, figures.origin_of(visit, result.made, result.method))
        figures.figure(visit, build_next(first, visit), first, columns, words, key="next-counties", decimals=2)
    caption = _("What stands behind the order: need, readiness and reach from 0 to 1, with the facts they are made of.")
    every = {
        N_("Every county that waits, and why"): lambda: tables.show_rows(
            visit, rows, columns, caption=caption, decimals=2
        )
    }
    anatomy.show_folds(visit, "next", every)


def _columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return tables.columns(
        visit,
        FACTS,
        why=_("Why"),
        need=_("Need"),
        readiness=_("Readiness"),
        reach=_("Reach"),
        rate_per_100k=_("Smoothed rate"),
        sector_count=_("Sectors with a partner"),
    )


def build_next(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """What lifts each county, one part after another; each part named where it has room.

    Arguments:
        rows: county_name and, for each part, its points.
    """
    shown = _one_after_another(rows, visit)
    most = float(shown.end.max())
    county, base = names_down("county_name:N", 130), alt.Chart()
    scale = alt.Scale(domain=[0, most], nice=False)
    axis = alt.Axis(tickCount=5)
    looks = list(LOOKS.values())
    domain = [visit._(word) for word in PARTS.values()]
    bars = base.mark_bar(size=30).encode(
        county,
        alt.X("start:Q", title=visit._("Points of 100"), scale=scale, axis=axis),
        alt.X2("end:Q"),
        by_kind(alt.Color, "part:N", domain, [fill for fill, _ink in looks], title=None, legend=legend(columns=3)),
        description=alt.Description("said:N"),
        tooltip=tips(("county_name:N", visit._("County")), ("part:N", " "), ("points:Q", " ", ".0f")),
    )
    # Wide on a laptop, narrow on a phone: a name that has no room there gives way to its number, or to nothing.
    ink = by_kind(alt.Color, "part:N", domain, [ink for _fill, ink in looks], legend=None)
    middle = alt.X("middle:Q", scale=scale)
    written = base.mark_text(fontSize=13, aria=False).encode(county, middle, ink)
    tests = {"label": _has_room("label", most), "number": _has_room_for_number(most)}
    named = [written.transform_filter(test).encode(alt.Text(f"{text}:N")) for text, test in tests.items()]
    layered = alt.LayerChart(data=shown, layer=[bars, *named], height=alt.Step(BAR_STEP))
    return layered.resolve_scale(color="independent")


def _has_room(text: str, most: float) -> str:
    return f"datum.points * width > {most * LETTER_PIXELS} * length(datum.{text})"


def _has_room_for_number(most: float) -> str:
    return f"{_has_room('number', most)} && !({_has_room('label', most)})"


def _one_after_another(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    made = []
    for row in rows.to_dict("records"):
        start = 0.0
        for part, word in PARTS.items():
            points, name = float(row[f"{part}_points"]), visit._(word)
            label = f"{name} {points:.0f}"
            middle, end = start + points / 2, start + points
            said = f"{row['county_name']}: {label}"
            made.append((row["county_name"], name, points, start, middle, end, label, f"{points:.0f}", said))
            start = end
    columns = ["county_name", "part", "points", "start", "middle", "end", "label", "number", "said"]
    return pd.DataFrame(made, columns=columns)
