"""What is chosen, in the words that stand in the head of a page and inside its pictures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from components.shell import address_bar
from components.shell.filters import ALL, place_names
from components.shell.menu import PLACE
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.model import PlaceLevel, Sentence

# More choices of a kind than these are counted, not named.
NAMED = 2


def show_chips(visit: Visit, obeyed: Collection[str], *, has_place_in_title: bool = False) -> None:
    """What is chosen, in words; what differs from the usual can be taken away, what does not count here is said.

    Arguments:
        obeyed: names of the choices that change what this page shows.
        has_place_in_title: the page is about one place and bears its name, whatever else is chosen.
    """
    unheard = []
    for name, words in chosen_words(visit).items():
        if name == PLACE and has_place_in_title:
            continue
        if name not in obeyed:
            unheard += [words] if _is_chosen(name) else []
        elif _is_chosen(name):
            st.button(
                f"{plain(words)} :material/close:",
                key=f"chip-{name}",
                help=visit._("Take this choice away"),
                on_click=_take_away,
                args=(name,),
            )
        else:
            st.markdown(plain(words), width="content")
    if unheard:
        sentence = Sentence("This page is the same for every choice of: {choices}.", {"choices": ", ".join(unheard)})
        st.caption(plain(visit.say(sentence)), width="content")


def chosen_words(visit: Visit) -> dict[str, str]:
    """Each shared choice as people read it: period, places, kinds, and sources where there are several."""
    _ = visit._
    words: dict[str, str] = {}
    period = visit.choices.period or visit.held.period
    if period:
        words["period"] = visit.language.period(period)
    words["place"] = _several(visit, _places_chosen(visit), place_names(visit), _("all counties"))
    kinds = {code: _(visit.subject.categories.name(code)) for code in visit.choices.categories}
    words["category"] = _several(visit, visit.choices.categories, kinds, _("all kinds"))
    sources = {source.source_id: source.source_name for source in visit.held.sources}
    if visit.choices.source_ids:
        words["source"] = _several(visit, visit.choices.source_ids, sources, _("all sources"))
    return words


def _places_chosen(visit: Visit) -> list[str]:
    """Regions that are chosen whole, then the counties left; from the choices alone, since a file is made when no
    session is at hand any more."""
    country, left = visit.subject.country, list(visit.choices.county_codes)
    keys = []
    for region in country.places(PlaceLevel.REGION):
        codes = country.county_codes_of(region)
        # A region of one county is that county.
        if len(codes) > 1 and set(codes) <= set(left):
            keys.append(region.key)
            left = [code for code in left if code not in codes]
    return keys + [country.county(code).place.key for code in left]


def _several(visit: Visit, codes: Sequence[str], names: Mapping[str, str], everything: str) -> str:
    if not codes:
        return everything
    if len(codes) <= NAMED:
        return ", ".join(names[code] for code in codes)
    values = {"first": names[codes[0]], "count": len(codes) - 1}
    return visit.say(Sentence("{first} and {count} more", values))


def _is_chosen(name: str) -> bool:
    return address_bar.read(name) not in (None, "", ALL)


def _take_away(name: str) -> None:
    for one in (name, "from", "to") if name == "period" else (name,):
        address_bar.write(one, None)
