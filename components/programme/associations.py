"""The register of associations on its page: search, map and list beside each other, doubles, what is published."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.entry import register_page
from components.programme import association_maps
from components.shell import address_bar, anatomy
from components.shell.filters import choose_one_or_all
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.asking.held_records import register_csv, register_json
from usalama.country.printed_figures import ALLIANCE, published_figures
from usalama.model import N_, Sentence, counted
from usalama.programme.associations import Associations, Search, listed
from usalama.registers import word_for
from usalama.schema import SETTLEMENT_WORDS

LONGEST_SEARCH = 80
MOST_DOUBLES = 20
# Pixels of the list beside the map, which scrolls by itself.
LIST_HEIGHT = 520


def choose_view(visit: Visit, known_tools: tuple[str, ...]) -> tuple[Search, str]:
    """In one row: what is searched for, and the layer of the map."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        return _choose_search(visit, known_tools), association_maps.choose_layer(visit)


def _choose_search(visit: Visit, known_tools: tuple[str, ...]) -> Search:
    """Words, kind of settlement and tool, kept in the address."""
    _ = visit._
    words = _choose_words(visit)
    kinds = {code: _(name) for code, name in SETTLEMENT_WORDS.items()}
    kind = choose_one_or_all(_("Kind of settlement"), "settlement", kinds, _("all kinds"))
    tool = choose_one_or_all(_("Tool that it uses"), "tool", {tool: tool for tool in known_tools}, _("all tools"))
    return Search(words, kind, tool)


def _choose_words(visit: Visit) -> str:
    asked = (address_bar.read("find") or "")[:LONGEST_SEARCH]
    address_bar.note_used("find", asked)
    key = "choice-find"
    if st.session_state.get(key) != asked:
        st.session_state[key] = asked
    st.text_input(
        visit._("Find"),
        key=key,
        help=visit._("By name, county, constituency, language or tool."),
        max_chars=LONGEST_SEARCH,
        on_change=_write_words,
        args=(key,),
    )
    return asked


def _write_words(key: str) -> None:
    address_bar.write("find", st.session_state[key].strip() or None)


def show_associations(visit: Visit, result: Associations, layer: str) -> None:
    """Where the associations found are, and which they are; the rest in folds.

    Arguments:
        layer: of the map.
    """
    if result.rows.empty:
        anatomy.show_finding(visit, Sentence("No association of the chosen counties bears what is searched for."))
    else:
        picture, names = st.columns([3, 2])
        with picture:
            association_maps.show_map(visit, result, layer)
        with names.container(height=LIST_HEIGHT, border=False):
            _show_names(visit, result)
    folds = {
        N_("The whole register"): lambda: _show_registry(visit, result),
        N_("Likely the same association twice"): lambda: _show_doubles(visit, result),
        N_("What the alliance publishes"): lambda: show_published(visit, result),
    }
    anatomy.show_folds(visit, "associations", folds)


def _show_names(visit: Visit, result: Associations) -> None:
    """Each association with its county."""
    columns = tables.columns(visit, "name county_name")
    tables.show_rows(visit, result.rows, columns, caption=visit.say(result.finding))


def _show_registry(visit: Visit, result: Associations) -> None:
    """Everything that is shown of the associations found, and as files."""
    show_sentences(visit, result.sentences)
    kinds = [visit.say(word_for(SETTLEMENT_WORDS, code)) for code in result.rows.settlement_type]
    shown = result.rows.assign(settlement_type=kinds, languages=_language_names(visit, result.rows.languages))
    tables.show_rows(visit, shown, _columns(visit), caption=visit.say(result.finding))
    files = {
        "csv": lambda: register_csv(result.rows, result.held, visit.scope),
        "json": lambda: register_json({"rows": result.rows}, result.held, visit.scope, result.method),
    }
    with st.container(horizontal=True):
        for ending, make in files.items():
            name = f"associations.{ending}"
            register_page.offer_file(ending.upper(), make, name, f"download-{name}")


def _language_names(visit: Visit, codes: pd.Series) -> list[str]:
    """Which languages a meeting is held in, by name."""
    return [", ".join(map(visit.language.language_name, listed(text))) for text in codes.fillna("")]


def _columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return tables.columns(
        visit,
        "name county_name constituency_name settlement_type household_count member_count languages tools",
        languages=_("Languages"),
        joined_on=_("Joined"),
    )


def _show_doubles(visit: Visit, result: Associations) -> None:
    """Records that may be one association."""
    if not result.doubles:
        st.markdown(visit._("No two names of one county are alike."))
        return
    show_sentences(visit, [double.sentence for double in result.doubles[:MOST_DOUBLES]])
    more = len(result.doubles) - MOST_DOUBLES
    if more > 0:
        said = counted(
            "{count} more pair is alike; search for a name to see it.",
            "{count} more pairs are alike; search for a name to see them.",
            more,
        )
        st.caption(plain(visit.say(said)))


def show_published(visit: Visit, result: Associations) -> None:
    """What the alliance says of itself beside what the register holds."""
    _ = visit._
    held = counted(
        "This register holds {count} association of the chosen counties. It is no count of all that exist.",
        "This register holds {count} associations of the chosen counties. It is no count of all that exist.",
        result.n_held,
    )
    st.markdown(plain(visit.say(held)))
    figures = published_figures(ALLIANCE)
    words = {name: [_(text.replace("_", " ")) for text in figures[name]] for name in ("name", "unit", "note")}
    columns = tables.columns(visit, "name place value unit year note source", name=_("What"))
    shown = figures.assign(**words, year=figures.year.map(lambda year: str(int(year)), na_action="ignore"))
    tables.show_rows(visit, shown, columns, caption=_("What the alliance publishes"))


def show_none(visit: Visit, result: Associations) -> None:
    """Nothing in the register, or not here; what the alliance publishes stands all the same."""
    register_page.show_empty_register(visit, "association", result.held.elsewhere_count)
    show_published(visit, result)
