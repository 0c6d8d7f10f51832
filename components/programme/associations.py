"""The register of associations on its page: search, list, likely duplicates, and what the alliance publishes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.shell import address_bar
from components.shell.filters import choose_one_or_all
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.asking.held_records import register_csv, register_json
from usalama.model import Sentence
from usalama.programme.associations import Associations, Search, listed
from usalama.registers import word_for
from usalama.schema import SETTLEMENT_WORDS

LONGEST_SEARCH = 80
MOST_DOUBLES = 20


def choose_search(visit: Visit, known_tools: tuple[str, ...]) -> Search:
    """Words, kind of settlement and tool, kept in the address."""
    _ = visit._
    words = _choose_words(visit)
    left, right = st.columns(2)
    with left:
        kinds = {code: _(name) for code, name in SETTLEMENT_WORDS.items()}
        kind = choose_one_or_all(_("Kind of settlement"), "settlement", kinds, _("all kinds"))
    with right:
        tools = {tool: tool for tool in known_tools}
        tool = choose_one_or_all(_("Tool that it uses"), "tool", tools, _("all tools"))
    return Search(words, kind, tool)


def _choose_words(visit: Visit) -> str:
    asked = (address_bar.read("find") or "")[:LONGEST_SEARCH]
    address_bar.note_used("find", asked)
    key = "choice-find"
    if st.session_state.get(key) != asked:
        st.session_state[key] = asked
    st.text_input(
        visit._("Find by name, county, constituency, language or tool"),
        key=key,
        max_chars=LONGEST_SEARCH,
        on_change=_write_words,
        args=(key,),
    )
    return asked


def _write_words(key: str) -> None:
    address_bar.write("find", st.session_state[key].strip() or None)


def show_registry(visit: Visit, result: Associations) -> None:
    """The associations found, one a row, and as files."""
    _ = visit._
    for sentence in result.sentences:
        st.markdown(plain(visit.say(sentence)))
    if result.rows.empty:
        st.info(_("No association of the chosen counties bears what is searched for."))
        return
    kinds = [visit.say(word_for(SETTLEMENT_WORDS, code)) for code in result.rows.settlement_type]
    shown = result.rows.assign(settlement_type=kinds, languages=_language_names(visit, result.rows.languages))
    tables.show_list(shown, _columns(visit))
    files = {
        "associations.csv": ("text/csv", lambda: register_csv(result.rows, result.held, visit.scope)),
        "associations.json": (
            "application/json",
            lambda: register_json({"rows": result.rows}, result.held, visit.scope, result.method),
        ),
    }
    with st.container(horizontal=True):
        for name, (kind, make) in files.items():
            label = name.rpartition(".")[2].upper()
            st.download_button(label, make, name, kind, key=f"download-{name}", on_click="ignore")


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


def show_doubles(visit: Visit, result: Associations) -> None:
    """Records that may be one association; nothing where there are none."""
    if not result.doubles:
        st.markdown(visit._("No two names of one county are alike."))
        return
    for double in result.doubles[:MOST_DOUBLES]:
        st.markdown(f"- {plain(visit.say(double.sentence))}")
    more = len(result.doubles) - MOST_DOUBLES
    if more > 0:
        st.caption(visit.say(Sentence("{count} more pairs are alike; search for a name to see them.", {"count": more})))


def show_published(visit: Visit, figures: pd.DataFrame, result: Associations) -> None:
    """What the alliance says of itself beside what the register holds."""
    _ = visit._
    held = Sentence(
        "This register holds {count} associations of the chosen counties. It is no count of all that exist.",
        {"count": result.n_held},
    )
    st.markdown(visit.say(held))
    names = {"name": _("What"), "place": _("Place"), "value": _("Value"), "unit": _("Unit"), "year": _("Year")}
    names |= {"note": _("Note"), "source": _("Source")}
    words = {name: [_(text.replace("_", " ")) for text in figures[name]] for name in ("name", "unit", "note")}
    st.dataframe(
        figures.assign(**words)[list(names)].rename(columns=names),
        hide_index=True,
        width="stretch",
        column_config={_("Year"): st.column_config.NumberColumn(format="%d")},
    )
