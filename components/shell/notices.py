"""What a visitor must know before reading a number: its nature, its cuts, its errors."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from components.shell import address_bar
from components.shell.visit import Visit
from usalama.errors import UsalamaError
from usalama.model import N_, SCALE_NOTE, Nature, Sentence


def nature_mark(visit: Visit) -> str:
    """Two words beside the title for as long as rows are not real; empty for real data."""
    marks = {Nature.SYNTHETIC: N_("Synthetic data"), Nature.TEST: N_("Test data")}
    return visit._(marks[visit.held.nature]) if visit.held.nature in marks else ""


def nature_label(visit: Visit) -> str:
    """The label that pages, pictures and files carry; empty for real data."""
    _, held = visit._, visit.held
    if held.nature is Nature.SYNTHETIC:
        scales = [source.note.removeprefix(SCALE_NOTE) for source in held.sources if source.note.startswith(SCALE_NOTE)]
        label = _("Synthetic demonstration data: nothing here says anything about a real place.")
        if not scales:
            return label
        scale = Sentence("Its rates are {scale} times the published national ones.", {"scale": float(scales[0])})
        return f"{label} {visit.say(scale)}"
    if held.nature is Nature.TEST:
        names = ", ".join(source.source_name for source in held.sources if source.nature is Nature.TEST)
        return visit.say(Sentence("Test data, not about this place: {sources}.", {"sources": names}))
    return ""


def show_unknown_choices(visit: Visit) -> None:
    """Name every value of the address that could not be used."""
    for name, values in address_bar.unknown_values().items():
        sentence = Sentence(
            'The address asks for {name} "{values}", which is unknown or not permitted here. It was left out.',
            {"name": name, "values": ", ".join(values)[:200]},
        )
        st.warning(plain(visit.say(sentence)))


def show_error(visit: Visit | None, error: UsalamaError) -> None:
    """One sentence that says what, where and what to do."""
    sentence = visit.say(error.sentence) if visit else str(error)
    st.info(plain(sentence), icon=":material/info:")


def show_sentences(visit: Visit, sentences: Iterable[Sentence]) -> None:
    """Sentences one under another, as one list; nothing where there are none."""
    lines = [f"- {plain(visit.say(sentence))}" for sentence in sentences]
    if lines:
        st.markdown("\n".join(lines))


def exactness(visit: Visit) -> str:
    """Which of the two levels of numbers this is."""
    _ = visit._
    if visit.scope.is_exact:
        return _("Exact numbers: not for publication.")
    return _(
        "Public numbers: verified reports only; counts of 1 to 7 are hidden, all others rounded to 5, "
        "totals are sums of what is shown."
    )


def plain(text: str) -> str:
    """Text from people is shown as it is, never as markup."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+!|<>$~:" else sign for sign in text)
