"""Police cover on its page: the ratios side by side, what one asks for, and who stands beside the police."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures, row_names, tables
from components.drawing.charts import OKABE_ITO, OUTLINE, line_at, tips
from components.drawing.spoken import SAID, with_words
from components.entry import register_page
from components.programme import police_map
from components.shell import address_bar, anatomy
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.model import N_, Nature, Sentence
from usalama.programme.guards import GUARDS_ARE_BESIDE, NOT_DIVIDED, Guards
from usalama.programme.police_cover import PoliceCover
from usalama.programme.police_ratios import PER, published_ratios
from usalama.registers import OFFICER_COUNT, SECTOR_WORDS

RATIO = "ratio"
# One officer for so many people; every ratio that was published lies well within.
FEWEST_PEOPLE, MOST_PEOPLE = 200, 1000


def choose_ratio(visit: Visit) -> int:
    """People for each officer: one of those published, or any; kept in the address."""
    _ = visit._
    published = [int(ratio) for ratio in published_ratios().people_per_officer]
    usual = str(published[-1])
    allowed = [str(ratio) for ratio in range(FEWEST_PEOPLE, MOST_PEOPLE + 1)]
    current = int(address_bar.read_one_of(RATIO, allowed, usual))
    keys = {"choice-ratio": current, "choice-published-ratio": current if current in published else None}
    for key, value in keys.items():
        if st.session_state.get(key) != value:
            st.session_state[key] = value
    slider, picked = keys
    with st.container(horizontal=True, gap="large"):
        st.segmented_control(
            _("One officer for so many people, as published"),
            published,
            format_func=lambda ratio: f"1:{ratio}",
            key=picked,
            on_change=_write_ratio,
            args=(picked, usual),
            width="content",
        )
        st.slider(
            _("Or any other number of people for each officer"),
            FEWEST_PEOPLE,
            MOST_PEOPLE,
            key=slider,
            on_change=_write_ratio,
            args=(slider, usual),
        )
    return current


def _write_ratio(key: str, usual: str) -> None:
    # A second press on a published ratio clears the control and leaves the ratio as it is.
    chosen = st.session_state[key]
    if chosen is not None:
        address_bar.write(RATIO, None if str(chosen) == usual else str(chosen))


def show_police(visit: Visit, result: PoliceCover, ask_guards: Callable[[], Guards]) -> None:
    """The published ratios in a picture; the country, the counties and the guards in folds.

    Arguments:
        ask_guards: asked once its fold is open.
    """
    _show_ratios(visit, result)
    folds = {
        N_("What a ratio asks of the whole country"): lambda: _show_country(visit, result),
        N_("County by county"): lambda: _show_counties(visit, result),
        N_("Guards and stewards beside the police"): lambda: _show_guards(visit, ask_guards()),
    }
    anatomy.show_folds(visit, "police", folds)


def _show_ratios(visit: Visit, result: PoliceCover) -> None:
    """Every published ratio in a chart and as a table; none without its date and source."""
    _ = visit._
    caption = Sentence(
        "Officers for 100,000 people by each published ratio, with its year; the dashed line is the chosen 1:{ratio}. "
        "Real figures, whatever else is held here.",
        {"ratio": str(result.people_per_officer)},
    )
    rows = _labelled(result.ratios, visit)
    drawn = build_ratios(rows, PER / result.people_per_officer, visit)
    columns = tables.columns(
        visit, "ratio officers_per_100k kind_name year_text source note", ratio=_("Ratio"), kind_name=_("What it is")
    )
    sources = tuple(dict.fromkeys(rows.source))
    held = replace(result.held, rows=rows, nature=Nature.REAL, source_names=sources, notes=())
    words = figures.Words(
        result.finding, caption, figures.origin_of(visit, held, result.method, _("the whole country"))
    )
    figures.figure(visit, drawn, rows, columns, words, key="police-ratios")
    st.caption(plain(visit.say(result.conflict)))


def _labelled(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    kinds = {
        False: visit._("stated for the country"),
        True: visit._("benchmark quoted by KARA; its primary source was not found"),
    }
    named = rows.assign(
        ratio=[f"1:{ratio}" for ratio in rows.people_per_officer],
        kind_name=rows.is_benchmark.map(kinds),
        year_text=[str(year) for year in rows.year],
        note=[visit._(note) for note in rows.note],
    )
    # In the picture there is no room for where a benchmark comes from; its table says it.
    short = named.assign(
        kind=rows.is_benchmark.map({False: kinds[False], True: visit._("benchmark, as quoted by KARA")})
    )
    said = with_words(short, visit, N_("{ratio} ({year_text}), {kind}: {officers_per_100k}"), decimals=1).said
    return named.assign(said=said)


def build_ratios(rows: pd.DataFrame, chosen_per_100k: float, visit: Visit) -> alt.LayerChart:
    """A bar a ratio with what it is above it, a benchmark paler, and a dashed line where the chosen ratio lies.

    Arguments:
        rows: said, is_benchmark, officers_per_100k, source.
        chosen_per_100k: officers for 100,000 people at the ratio that the reader chose.
    """
    shown = rows[["said", "is_benchmark", "officers_per_100k", "source"]]
    row = alt.Y("said:N", title=None, sort=None, axis=None)
    axis = alt.Axis(tickCount=5, format=",.0f")
    officers = alt.X("officers_per_100k:Q", title=None, scale=alt.Scale(domainMin=0), axis=axis)
    colour = alt.ColorValue(OKABE_ITO[0], condition={"test": "datum.is_benchmark", "value": OKABE_ITO[7]})
    bars = row_names.bars_under(stroke=OUTLINE, strokeWidth=1.2)
    source = tips(("said:N", " "), ("source:N", visit._("Source")))
    dashed = {"color": OKABE_ITO[5], "strokeWidth": 2, "strokeDash": [6, 4]}
    layers = [
        bars.encode(row, officers, colour, SAID, tooltip=source),
        line_at(alt.X, chosen_per_100k, "chosen", **dashed),
        row_names.said_above(row),
    ]
    return alt.LayerChart(data=shown, layer=layers, height=row_names.BAR_STEP)


def _show_country(visit: Visit, result: PoliceCover) -> None:
    """The published numbers of officers against what the ratio asks for."""
    _ = visit._
    show_sentences(visit, result.country_sentences)
    caption = _("Published numbers of officers, and the people of the same year as the census carried forward gives.")
    rows = result.country.assign(
        note=[_(note) for note in result.country.note], year_text=result.country.year.astype(str)
    )
    columns = tables.columns(
        visit,
        "year_text officer_count people people_per_officer officers_per_100k asked_for officers_missing source note",
    )
    tables.show_rows(visit, rows, columns, caption=caption)
    st.caption(caption)


def _show_counties(visit: Visit, result: PoliceCover) -> None:
    """What the ratio asks for county by county; officers that are missing only where officers are known."""
    _ = visit._
    register_page.show_register_nature(visit, result.held)
    columns = tables.columns(
        visit,
        "county_name people people_on asked_for officers as_of stated_in source_name people_per_officer "
        "officers_per_100k officers_missing",
        people_on=_("People on"),
        officers=_("Officers"),
    )
    unknown = _("not known")
    counts = result.counties.officer_count
    officers = [unknown if pd.isna(count) else visit.language.number(count) for count in counts]
    police_map.show_map(visit, result, result.counties.assign(officers=officers), columns)
    show_sentences(visit, result.notes)
    _show_recorded(visit, result)
    with_ratio = result.counties.assign(ratio=f"1:{result.people_per_officer}")
    register_page.offer_csv(visit, _("Police cover as CSV"), "police_cover", with_ratio, result.held)


def _show_recorded(visit: Visit, result: PoliceCover) -> None:
    """Every number that is recorded of a county, or how one comes in."""
    _ = visit._
    if result.recorded.empty:
        st.markdown(_("Numbers by county come in with this command; the operator can also enter them on this page."))
        st.code(
            f'usalama import-register FILE --register {OFFICER_COUNT.name} --source "..." --nature real', language=None
        )
        return
    st.markdown(_("Every recorded number, newest first:"))
    columns = tables.columns(visit, "county_name officer_count as_of stated_in source_name")
    tables.show_rows(visit, result.recorded, columns)


def _show_guards(visit: Visit, result: Guards) -> None:
    """Guards and stewards, by partners and by recorded hours; never added to officers."""
    _ = visit._
    st.markdown(visit.say(GUARDS_ARE_BESIDE))
    register_page.show_register_nature(visit, result.partner_rows)
    show_sentences(visit, result.committed_sentences)
    if result.committed.empty:
        st.markdown(_("No partner of the chosen counties states how many guards or stewards it commits."))
    else:
        worded = result.committed.assign(sector=[_(SECTOR_WORDS[code]) for code in result.committed.sector])
        columns = {"sector": _("Sector"), "partner_count": _("Partners"), "guards_committed": _("Guards committed")}
        tables.show_rows(visit, worded, columns)
    st.caption(visit.say(NOT_DIVIDED))
    _show_on_duty(visit, result)
    st.caption(visit.say(result.method))


def _show_on_duty(visit: Visit, result: Guards) -> None:
    _ = visit._
    register_page.show_register_nature(visit, result.cover_rows)
    show_sentences(visit, result.on_duty_sentences)
    if not result.on_duty_sentences:
        st.markdown(_("No hours of patrols, gates or guards are recorded in the chosen counties."))
    if len(result.on_duty):
        columns = {
            "county_name": _("County"),
            "area_count": _("Areas with recorded hours"),
            "people_on_duty": _("People on duty, on average"),
            "unknown_count": _("Duties without a number of people"),
        }
        text = Sentence(
            "People on duty at any one time by the recorded hours of patrols, gates and guards that hold on {day}, by "
            "county.",
            {"day": result.day},
        )
        caption = visit.say(text)
        tables.show_rows(visit, result.on_duty, columns, caption=caption)
        st.caption(plain(caption))
