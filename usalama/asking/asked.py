"""What was asked for, in the words of a finding: which kinds, in which places."""

from __future__ import annotations

from collections.abc import Sequence

from usalama.asking.told import listed, place_words
from usalama.country.subject import Subject
from usalama.model import Choices, Place, PlaceLevel, Sentence

# More of a kind than these are counted, not named.
NAMED = 2


def finding_about(said: Sentence, choices: Choices, subject: Subject, place: str | Sentence = "") -> Sentence:
    """A finding that names what it is about: "Robbery in Kisumu: about the same"; as it is where all was asked for.

    Arguments:
        said: what was found.
        place: the one place that it is about, where it is not what was chosen.
    """
    kinds = [Sentence(subject.categories.name(code)) for code in choices.categories]
    counties = [subject.country.county(code).name for code in choices.county_codes]
    chosen: Sequence[str | Sentence] = [place] if place else counties
    # A name is no sentence of the catalogue, and stays as it is.
    places = [Sentence("{place}", {"place": name}) for name in chosen]
    # A region that is chosen whole is many counties: their names would hide what was found.
    gaps: dict[str, object] = {"said": said, "kind": _named(kinds), "place": _named(places)}
    if kinds and places:
        return Sentence("{kind} in {place}: {said}", gaps)
    if kinds:
        return Sentence("{kind}: {said}", gaps)
    return Sentence("{place}: {said}", gaps) if places else said


def one_place(place: Place, choices: Choices) -> str | Sentence:
    """The one place of a finding by name; nothing for all that are chosen, which are named without it."""
    if place.level is PlaceLevel.COUNTRY:
        return "" if choices.county_codes else place.name
    return place_words(place) if place.level is PlaceLevel.CITY else place.name


def _named(names: Sequence[Sentence]) -> Sentence | str:
    return listed(names, None if len(names) <= NAMED else 1) if names else ""
