"""How many people to ask: sliders in the address, and what they need."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from components.shell import address_bar, anatomy
from components.shell.filters import choose_number
from components.shell.visit import Visit
from usalama.surveys.survey_plan import NO_SUCH_CHANGE, Plan, change_size_sentence, range_sentence, sample_sizes

# Name in the address -> least, most, step, usual.
SLIDERS = {
    "plan_share": (1, 99, 1, 20),
    "plan_width": (1, 15, 1, 5),
    "plan_change": (-30, 30, 1, 10),
    "plan_design": (10, 40, 1, 15),
    "plan_response": (30, 100, 5, 85),
    "plan_cluster": (1, 40, 1, 15),
}
PEOPLE = "plan_people"
POPULATIONS = ("0", "500", "1000", "2000", "5000", "10000", "50000")


def show_sample_size(visit: Visit) -> None:
    """A fold that is open where the address brings a plan: how many people a range and a change need, and sliders."""
    is_brought = any(address_bar.read(name) for name in (*SLIDERS, PEOPLE))
    fold = st.expander(visit._("How many people to ask"), expanded=is_brought, key="fold-plan", on_change="rerun")
    if not anatomy.is_open(fold):
        return
    with fold:
        found = st.container()
        sizes = sample_sizes(_choose_plan(visit))
        change = NO_SUCH_CHANGE if sizes.for_change is None else change_size_sentence(**asdict(sizes.for_change))
        with found:
            anatomy.show_finding(visit, range_sentence(**asdict(sizes.for_range)), change)
        st.caption(visit.say(sizes.method))


def _choose_plan(visit: Visit) -> Plan:
    _ = visit._
    left, right = st.columns(2, gap="large")
    with left:
        share = _choose(_("So many in 100 are expected to say yes"), "plan_share")
        half_width = _choose(_("The range may reach so many in 100 to either side"), "plan_width")
        change = _choose(_("Or: a change by so many in 100 is to be seen"), "plan_change")
    with right:
        design = _choose(_("Design effect, in tenths (15 means 1.5)"), "plan_design")
        response = _choose(_("So many in 100 who are approached answer"), "plan_response")
        cluster = _choose(_("People who answer in each village or street"), "plan_cluster")
    return Plan(share, half_width, change, design, response, cluster, _choose_population(visit))


def _choose(label: str, name: str) -> int:
    least, most, step, usual = SLIDERS[name]
    return choose_number(label, name, least, most, usual, step=step)


def _choose_population(visit: Visit) -> int:
    names = {one: visit.language.number(int(one)) for one in POPULATIONS}
    names["0"] = visit._("very many")
    current = address_bar.read_one_of(PEOPLE, POPULATIONS, "0")
    key = f"choice-{PEOPLE}"
    if st.session_state.get(key) != current:
        st.session_state[key] = current
    st.select_slider(
        visit._("People of whom is drawn"),
        POPULATIONS,
        format_func=lambda one: names[one],
        key=key,
        on_change=_write_population,
        args=(key,),
    )
    return int(st.session_state[key])


def _write_population(key: str) -> None:
    chosen = str(st.session_state[key])
    address_bar.write(PEOPLE, None if chosen == "0" else chosen)
