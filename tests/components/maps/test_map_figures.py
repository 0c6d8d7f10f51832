"""A map as a figure: what it found, of which place, of what nature, and by whom, inside it and inside its picture."""

from pathlib import Path

import pytest

from components.drawing.figures import Words, origin_of
from components.maps.map_figures import map_picture, told_map
from components.programme.accreditation import build_stage_map
from components.shell.visit import Visit
from tests.examples import subject
from tests.register_records import TODAY, keep_programme
from tests.stores import new_store
from usalama.access import public_scope
from usalama.asking.coverage import covered
from usalama.language import load_language
from usalama.model import Choices, Nature
from usalama.programme.progress.accreditation import accreditation

PUBLIC = public_scope(TODAY)


@pytest.fixture(params=[Nature.TEST, Nature.SYNTHETIC])
def told(request, tmp_path, monkeypatch):
    """A map of one chosen county, and what it was made from."""
    store = new_store(tmp_path / "store")
    keep_programme(store, request.param)
    choices = Choices(county_codes=("042",))
    visit = Visit(store, PUBLIC, covered(store, PUBLIC), load_language("en"), subject(), TODAY, False, Path(), choices)
    monkeypatch.setattr("components.shell.address_bar.read_many_of", lambda *_asked: ("county:042",))
    result = accreditation(store, PUBLIC, ("042",), subject(), TODAY)
    words = Words(result.finding, "The stage of each county.", origin_of(visit, result.held, result.method))
    return visit, told_map(visit, build_stage_map(visit, result), words), words.origin


def test_the_finding_is_the_title_and_the_question_stands_under_it(told):
    _visit, drawn, _origin = told
    assert drawn.title.startswith("Kisumu stands at: applied; 1 case waits for an answer")
    assert drawn.subtitle == "Kisumu · The stage of each county."
    assert drawn.source.endswith("register")
    assert drawn.nature in ("Test data", "Synthetic data")
    assert drawn.title in drawn.name


def test_its_picture_says_all_of_it_by_itself(told):
    visit, drawn, origin = told
    svg = map_picture(visit, drawn, origin)
    assert all(part in svg for part in ("Kisumu stands at", drawn.nature, drawn.source, "Data version"))
