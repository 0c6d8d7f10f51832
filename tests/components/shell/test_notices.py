"""Sentences one under another are one list, as plain text."""

from __future__ import annotations

from types import SimpleNamespace

from components.shell import notices
from usalama.model import Sentence


def test_sentences_are_one_list_of_plain_text_and_none_are_nothing(monkeypatch):
    shown = []
    monkeypatch.setattr(notices.st, "markdown", shown.append)
    visit = SimpleNamespace(say=str)
    notices.show_sentences(visit, [])
    assert shown == []
    notices.show_sentences(visit, (Sentence("About {name}.", {"name": "<b>*one*"}), Sentence("The other.")))
    assert shown == ["- About \\<b\\>\\*one\\*.\n- The other."]
