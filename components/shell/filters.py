"""The choices that all pages share, and how a page asks for one of its own; all are kept in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from components.shell import address_bar
from components.shell.visit import OPERATOR_VIEW, PUBLIC_VIEW, Visit
from usalama.asking.coverage import Coverage
from usalama.language import DEFAULT_LANGUAGE, LANGUAGES
from usalama.model import Choices, Period, PlaceLevel
from usalama.schema import EARLIEST_YEAR, LATEST_YEAR

LAST_YEAR, LAST_QUARTER, THIS_YEAR, EVERYTHING, OWN = "12-months", "3-months", "this-year", "all", "own"
PRESETS = (LAST_YEAR, LAST_QUARTER, THIS_YEAR, EVERYTHING, OWN)
ALL = "all"
MONTHS_OF_PRESET = {LAST_YEAR: 12, LAST_QUARTER: 3}


def read_choices(visit: Visit) -> Choices:
    """What the address asks for, cut to what exists and this view may see."""
    sources = _asked("source", [source.source_id for source in visit.held.sources])
    return Choices(
        period=_period(visit.held.of(sources)),
        county_codes=_counties(visit),
        categories=_asked("category", category_names(visit)),
        source_ids=sources,
    )


def show_filters(visit: Visit) -> None:
    """Draw the shared choices in the sidebar; each change goes into the address first."""
    _ = visit._
    held = visit.held
    with st.sidebar:
        _show_language(visit)
        _show_period(visit, held)
        places = place_names(visit)
        _choose_many(_("County or region"), "place", list(places), places, _("all counties"))
        categories = category_names(visit)
        _choose_many(_("Category"), "category", list(categories), categories, _("all categories"))
        sources = {source.source_id: source.source_name for source in held.sources}
        if len(sources) > 1:
            _choose_many(_("Source"), "source", list(sources), sources, _("all sources"))
        if visit.may_be_operator:
            _show_view(visit)


def link_to_view(visit: Visit) -> str:
    """An address with every choice written out, defaults included, and absolute dates."""
    held = visit.held
    everything = {"place": ALL, "category": ALL, "source": ALL} | address_bar.used_values()
    everything["view"] = OPERATOR_VIEW if visit.scope.is_exact else PUBLIC_VIEW
    period = visit.choices.period or held.period
    if period:
        everything |= {"period": OWN, "from": str(period.start), "to": str(period.end)}
    base = (st.context.url or "").partition("?")[0]
    return f"{base}?{urlencode(sorted(everything.items()), safe=',:')}"


def choose_one(
    label: str,
    name: str,
    options: Sequence[str],
    names: Mapping[str, str],
    default: str,
    *,
    is_short: bool = True,
    is_labelled: bool = True,
) -> str:
    """One choice that is kept in the address; a page uses it for choices of its own.

    Arguments:
        name: of the choice in the address.
        options: codes.
        names: how people read them.
        is_short: few short names, shown side by side.
        is_labelled: the label is seen, and not only read out; where the names say what they are it takes a line less.
    """
    current = address_bar.read_one_of(name, options, default)
    key = f"choice-{name}"
    _follow(key, current)
    shared: dict[str, Any] = {"key": key, "on_change": _write_one, "args": (name, key, default)}
    shared["label_visibility"] = "visible" if is_labelled else "collapsed"

    def name_of(code: str) -> str:
        return names[code]

    if is_short:
        chosen = st.segmented_control(label, options, format_func=name_of, required=True, wrap=True, **shared)
    else:
        chosen = st.selectbox(label, options, format_func=name_of, **shared)
    return str(chosen or current)


def choose_one_or_all(label: str, name: str, names: Mapping[str, str], all_name: str, *, is_short: bool = False) -> str:
    """One of several, or "" for all of them; kept in the address.

    Arguments:
        names: code -> how people read it.
        all_name: how people read all of them together.
    """
    every = {ALL: all_name} | dict(names)
    chosen = choose_one(label, name, list(every), every, ALL, is_short=is_short)
    return "" if chosen == ALL else chosen


def choose_number(label: str, name: str, least: int, most: int, usual: int, *, step: int = 1) -> int:
    """A whole number; a page uses it for choices of its own.

    Arguments:
        name: of the choice in the address, which holds it only where it is not the usual one.
    """
    allowed = [str(number) for number in range(least, most + 1, step)]
    current = int(address_bar.read_one_of(name, allowed, str(usual)))
    key = f"choice-{name}"
    if st.session_state.get(key) != current:
        st.session_state[key] = current
    return int(st.slider(label, least, most, step=step, key=key, on_change=_write_number, args=(name, key, usual)))


def _show_language(visit: Visit) -> None:
    choose_one(visit._("Language"), "lang", list(LANGUAGES), LANGUAGES, DEFAULT_LANGUAGE)


def _show_view(visit: Visit) -> None:
    key = "choice-view"
    _follow(key, not visit.scope.is_exact)
    st.toggle(visit._("See as the public"), key=key, on_change=_write_view, args=(key,))
    if visit.scope.is_exact:
        st.caption(visit._("You are the operator of this machine: exact numbers, not for publication."))


def _write_view(key: str) -> None:
    address_bar.write("view", PUBLIC_VIEW if st.session_state[key] else None)


def _show_period(visit: Visit, held: Coverage) -> None:
    _ = visit._
    names = {
        LAST_YEAR: _("Last 12 months"),
        LAST_QUARTER: _("Last 3 months"),
        THIS_YEAR: _("This year"),
        EVERYTHING: _("All data"),
        OWN: _("Own dates"),
    }
    preset = choose_one(_("Period"), "period", PRESETS, names, LAST_YEAR, is_short=False)
    period = visit.choices.period or held.period
    if preset == OWN and held.period and period:
        for label, name, day in ((_("From"), "from", period.start), (_("To"), "to", period.end)):
            key = f"choice-{name}"
            _follow(key, day)
            st.date_input(label, key=key, on_change=_write_day, args=(name, key), format="YYYY-MM-DD")


def _write_day(name: str, key: str) -> None:
    address_bar.write(name, str(st.session_state[key]))


def _period(held: Coverage) -> Period | None:
    """The period asked for, in absolute days; None where there are no data."""
    if held.period is None:
        return None
    preset = address_bar.read_one_of("period", PRESETS, LAST_YEAR)
    whole, last = held.period, held.period.end
    if preset == OWN:
        return _own_period(whole)
    if preset == THIS_YEAR:
        return Period(last.replace(month=1, day=1), last)
    if preset == EVERYTHING:
        return whole
    return Period(_months_back(last, MONTHS_OF_PRESET[preset]), last)


def _own_period(whole: Period) -> Period:
    start, end = _day("from", whole.start), _day("to", whole.end)
    if end < start:
        address_bar.note_unknown("to", str(end))
        return Period(start, max(start, whole.end))
    return Period(start, end)


def _day(name: str, default: date) -> date:
    asked = address_bar.read(name)
    if asked is None:
        return default
    with suppress(ValueError):
        day = date.fromisoformat(asked)
        if EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            return day
    address_bar.note_unknown(name, asked)
    return default


def _months_back(last: date, months: int) -> date:
    first = last.replace(day=1)
    for _month in range(months - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def _counties(visit: Visit) -> tuple[str, ...]:
    country = visit.subject.country
    asked = _asked("place", place_names(visit))
    return tuple(sorted({code for key in asked for code in country.county_codes_of(country.place(key))}))


def _asked(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Several choices; a written-out link says "all" where nothing is chosen."""
    return tuple(value for value in address_bar.read_many_of(name, [*known, ALL]) if value != ALL)


def place_names(visit: Visit) -> dict[str, str]:
    """Counties and regions by key; a region says that it is one."""
    country = visit.subject.country
    label = visit._("{region} (region)")
    regions = {place.key: label.format(region=place.name) for place in country.places(PlaceLevel.REGION)}
    return regions | {place.key: place.name for place in country.places(PlaceLevel.COUNTY)}


def category_names(visit: Visit) -> dict[str, str]:
    """Groups first, then the categories under them."""
    categories = visit.subject.categories
    groups = {group.code: visit._(group.name) for group in categories.groups}
    return groups | {one.code: f"{groups[one.group_code]}: {visit._(one.name)}" for one in categories.categories}


def _choose_many(label: str, name: str, options: Sequence[str], names: Mapping[str, str], nothing: str) -> None:
    """Several of the options, kept in the address; ``nothing`` says what it means that none is chosen."""
    key = f"choice-{name}"
    _follow(key, [code for code in (address_bar.read(name) or "").split(",") if code in names])
    st.multiselect(
        label,
        options,
        format_func=lambda code: names[code],
        key=key,
        on_change=_write_many,
        args=(name, key),
        placeholder=nothing,
    )


def _write_one(name: str, key: str, default: str) -> None:
    chosen = st.session_state[key]
    address_bar.write(name, None if chosen == default else chosen)


def _write_number(name: str, key: str, usual: int) -> None:
    chosen = int(st.session_state[key])
    address_bar.write(name, None if chosen == usual else str(chosen))


def _write_many(name: str, key: str) -> None:
    address_bar.write(name, ",".join(st.session_state[key]) or None)


def _follow(key: str, value: object) -> None:
    """Let a widget show what the address says, also where the address was changed elsewhere."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
