"""A finding names the kinds and places that were asked for."""

from __future__ import annotations

import pytest

from usalama.asking.asked import finding_about
from usalama.country.subject import load_subject
from usalama.language import load_language
from usalama.model import Choices, Sentence
from usalama.settings import Settings

SAID = Sentence("About the same.")


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (Choices(), "About the same."),
        (Choices(categories=("robbery",)), "Robbery: About the same."),
        (Choices(county_codes=("042",)), "Kisumu: About the same."),
        (Choices(county_codes=("042",), categories=("robbery",)), "Robbery in Kisumu: About the same."),
        (Choices(county_codes=("001", "042")), "Mombasa, Kisumu: About the same."),
        (Choices(county_codes=("001", "002", "042")), "Mombasa and 2 more: About the same."),
    ],
)
def test_a_finding_names_what_it_is_about(choices, words):
    assert str(finding_about(SAID, choices, load_subject(Settings()))) == words


def test_the_kind_is_named_in_the_reader_s_language():
    found = finding_about(SAID, Choices(categories=("robbery",)), load_subject(Settings()), place="Kisumu")
    assert load_language("sw").say(found).startswith("Wizi wa mabavu")
