"""A tour of five steps for whoever comes for the first time; it can be left at any step."""

from __future__ import annotations

import streamlit as st

from components.shell import address_bar
from components.shell.menu import ENTRIES
from components.shell.visit import Visit
from usalama.model import N_, Sentence

_STEP = "tour"
# Where each step leads, and what is said there.
STEPS = (
    ("home", "", N_("This is Home: what changed, where, and what waits for a decision. Everything below backs it up.")),
    (
        "map",
        "map",
        N_("The map colours counties by reports for their people; darker is more. Hatched: too few to say."),
    ),
    (
        "is_it_real",
        "trends",
        N_("Before you speak of a rise, ask whether it is real: months change by chance."),
    ),
    ("promises", "asks", N_("What was asked for, pledged and promised stands here, the oldest first.")),
    ("county", "", N_("A county on one sheet, to print or to send. Choose yours at the top.")),
)


def show_tour(visit: Visit) -> None:
    """The step that is reached, with the way on and the way out; nothing for whoever takes no tour."""
    step = address_bar.read_one_of(_STEP, [str(number) for number in range(1, len(STEPS) + 1)], "")
    if step:
        _show_step(visit, int(step))


def offer_tour(visit: Visit) -> None:
    """A button that begins it."""
    st.button(
        visit._("Show me around: five steps"),
        key="tour-begin",
        icon=":material/tour:",
        type="tertiary",
        on_click=address_bar.write,
        args=(_STEP, "1"),
    )


def _show_step(visit: Visit, step: int) -> None:
    _ = visit._
    *_place, said = STEPS[step - 1]
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        values = {"step": step, "steps": len(STEPS), "said": Sentence(said)}
        st.markdown(visit.say(Sentence("{step} of {steps}. {said}", values)), width="stretch")
        if step < len(STEPS) and st.button(_("Next"), key="tour-next", type="primary"):
            _go_on(step + 1)
        st.button(_("Leave the tour"), key="tour-leave", on_click=address_bar.write, args=(_STEP, None))


def _go_on(step: int) -> None:
    page, tab, _said = STEPS[step - 1]
    address_bar.write(_STEP, str(step))
    address_bar.lead(page, tab)
    st.switch_page(ENTRIES[page].file)
