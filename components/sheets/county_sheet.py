"""One county on one sheet: what is reported, how fast help comes, who works there, and how well it is known."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import figures, shared_charts, tables
from components.incidents.drugs import flag_labels
from components.maps import map_words, show_place_map
from components.maps.county_map import build_county_map
from components.sheets.decisions import oldest
from components.shell import address_bar, notices
from components.shell.visit import Visit
from usalama.asking.selection import About
from usalama.incidents.map.incident_map import CountyDetail, CountyMap
from usalama.incidents.rates.comparison import ratio_sentence
from usalama.incidents.rates.overview import Overview
from usalama.incidents.rates.similar_places import SimilarPlaces
from usalama.incidents.response.responders import Responders, responder_name
from usalama.model import N_, Estimate, Place, PlaceLevel, Sentence, counted
from usalama.programme.waiting import Waiting

MAP_HEIGHT = 226
PLACE = "place"


def county_of(visit: Visit) -> Place:
    """The county of the sheet: the first of those that are chosen, or of the country."""
    country = visit.subject.country
    codes = visit.choices.county_codes or (country.counties[0].code,)
    return country.county(codes[0]).place


def choose_county(visit: Visit, current: Place) -> None:
    """Search a county by name; it becomes the shared choice of a place."""
    names = {place.key: place.name for place in visit.subject.country.places(PlaceLevel.COUNTY)}
    key = "choice-sheet"
    if st.session_state.get(key) != current.key:
        st.session_state[key] = current.key
    st.selectbox(
        visit._("County"),
        list(names),
        format_func=lambda one: names[one],
        key=key,
        on_change=_write_county,
        args=(key,),
        label_visibility="collapsed",
        width=260,
    )


def _write_county(key: str) -> None:
    address_bar.write(PLACE, st.session_state[key])


def findings(result: Overview, like: SimilarPlaces, waits: Waiting) -> tuple[Sentence, ...]:
    """What changed, how the county stands beside those like it, and what waits for a decision."""
    return result.change_sentence, result.recording, against_like(like), oldest(waits)


def show_people(visit: Visit, place: Place) -> None:
    """How many people the sheet is about."""
    people = visit.subject.country.population(place, visit.today)
    st.caption(visit.say(Sentence("County of {people} people.", {"people": round(people)})), width="content")


def against_like(like: SimilarPlaces) -> Sentence:
    """The county's rate beside that of counties like it together."""
    if not like.others:
        return like.likeness
    # A place and a description of places: the second is a sentence of its own, to be translated.
    return ratio_sentence(like.place.name, Sentence("counties like it"), like.ratio)


def show_map(visit: Visit, shown: CountyMap, place: Place) -> None:
    """The county among its neighbours, coloured as on the map of the country."""
    drawn = build_county_map(shown, visit, focus=place.code, title=place.name)
    show_place_map(drawn, map_words(visit._), key="sheet-map", height=MAP_HEIGHT)


def show_months(visit: Visit, detail: CountyDetail, result: Overview) -> None:
    """Month by month, under the sentence that says whether it changed."""
    figures.figure(
        visit,
        shared_charts.build_trend(detail.trend.rows, visit),
        detail.trend.rows,
        tables.trend_columns(visit),
        figures.Words(
            result.change_sentence,
            visit._(
                "Reported incidents of each month, as a yearly rate for every 100,000 people, with the likely range."
            ),
            figures.origin_of(visit, result.about, detail.trend.method, detail.place.name),
        ),
        key="sheet-months",
    )


def show_rates(visit: Visit, like: SimilarPlaces, whole: Estimate, about: About) -> None:
    """The county's rate beside counties like it and the country's."""
    rows = pd.concat(
        [
            like.rows.assign(place_name=[place.name for place in (like.place, *like.others)][: len(like.rows)]),
            pd.DataFrame([_whole_row(visit, whole)]),
        ],
        ignore_index=True,
    )
    figures.figure(
        visit,
        shared_charts.build_rate_dots(rows, visit),
        rows,
        tables.columns(visit, f"place_name {tables.RATE} flag"),
        figures.Words(
            against_like(like),
            visit._("Reported incidents for every 100,000 people a year; the bar is the likely range."),
            figures.origin_of(visit, about, like.method, like.place.name),
        ),
        key="sheet-rates",
    )


def _whole_row(visit: Visit, whole: Estimate) -> dict[str, object]:
    return {
        "place_name": visit.subject.country.name,
        "rate_per_100k": whole.value,
        "rate_lower": whole.lower,
        "rate_upper": whole.upper,
        "flag": str(whole.flag),
    }


def show_responders(visit: Visit, result: Responders) -> None:
    """Who reaches people, with the median wait and its range, the soonest first."""
    _ = visit._
    st.subheader(_("Who comes, and how fast"), anchor=False)
    rows = pd.DataFrame(
        [
            {"responder": visit.say(responder_name(one.responder)), **_wait(visit, one.median)}
            for one in sorted(result.responders, key=lambda one: one.median.value or float("inf"))
            if one.responder and one.median.value is not None
        ]
    )
    if rows.empty:
        st.markdown(_("Too few calls to tell."))
        return
    columns = {"responder": _("Responder"), "wait": _("Half are reached within, minutes"), "range": _("Likely")}
    tables.show_rows(visit, rows, columns, caption=visit._("Who comes, and how fast"))


def _wait(visit: Visit, median: Estimate) -> dict[str, str]:
    number = visit.language.number
    ends = [number(end) if end is not None else "–" for end in (median.lower, median.upper)]
    return {"wait": number(median.value or 0.0), "range": " – ".join(ends)}


def show_flags(visit: Visit, result: Overview) -> None:
    """In how many reports drugs, young people or firearms played a part, of those where that is known."""
    _ = visit._
    names = flag_labels(visit)
    rows = pd.DataFrame([{"what": names[one.name], "share": _share(visit, one.share)} for one in result.flags])
    columns = {"what": _("Where it is recorded"), "share": _("In 100 reports")}
    tables.show_rows(visit, rows, columns, caption=_("Drugs, youth and firearms"))


def _share(visit: Visit, share: Estimate) -> str:
    if share.value is None or share.lower is None or share.upper is None:
        return visit._("Too few, or not recorded.")
    parts = {name: round(100 * getattr(share, name)) for name in ("value", "lower", "upper")}
    return visit.say(Sentence("{value}, likely {lower} to {upper}", parts))


def show_known(visit: Visit, result: Overview, place: Place) -> None:
    """How well all this is known: sources, days, places, and what nobody asked."""
    days = result.about.period_used.days
    sources = counted(
        "{count} source covers {days} days.",
        "{count} sources cover {days} days.",
        len(result.about.source_names),
        {"days": days},
    )
    row = result.counties.rows.set_index("county_code").loc[place.code]
    mapped = Sentence(
        "{mapped} of {count} reports can be placed on the map.",
        {"mapped": _count(row.n_mapped), "count": _count(row.incident_count)},
    )
    nobody = Sentence("Reports are not all that happened: how much is never reported is not known here.")
    for sentence in (sources, mapped, nobody):
        st.markdown(notices.plain(visit.say(sentence)))


def _count(value: object) -> int | Sentence:
    return Sentence(N_("few")) if pd.isna(value) else int(value)  # type: ignore[call-overload]
