"""What is chosen stands in every picture that obeys it, and so does that rows are invented; the ids list them all.

A picture says it itself, on the screen, in full screen, in print and as a file: nothing here looks beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
import streamlit as st

from components.drawing import figures
from components.shell.menu import CATEGORY, ENTRIES, PLACE
from tests.pages.test_frame import VIEWS

KIND, WHERE, INVENTED = "robbery", "Kisumu", "Synthetic"
ONE_COUNTY, EVERY_COUNTY = {"category": KIND, "place": "county:042"}, {"category": KIND}
LAYERS = [("map", "map", {"layer": layer}) for layer in ("constituencies", "points", "heat")]
CLOSER = [("map", "map", {"focus": "042"}), ("map", "map", {"measure": "certainty"})]
CELLS = [("map", "hot_spots", {"show": show}) for show in ("beside", "repeats", "foretelling")]
LOOKED_AT = [
    *((name, tab, ONE_COUNTY) for name, tab in VIEWS),
    *((name, tab, EVERY_COUNTY) for name, tab in VIEWS if CATEGORY in ENTRIES[name].tab(tab).obeys),
    *((name, tab, ONE_COUNTY | more) for name, tab, more in (*LAYERS, *CLOSER, *CELLS)),
]
# Of figures printed about the whole of Kenya, and of a register that has no rows.
OF_THE_NATION, NOTHING_INVENTED = {"police-ratios"}, {"police-ratios", "police-map"}
CHARTS, MAPS = "vega_lite_chart", "bidi_component"


@dataclass
class Pictures:
    """What stands in the pictures of one view.

    Arguments:
        texts: key of a picture, and the ending of its file -> its own words.
        origins: key -> what its numbers are made from.
    """

    texts: dict[str, str] = field(default_factory=dict)
    origins: dict[str, figures.Origin] = field(default_factory=dict)

    def without(self, word: str, but: Iterable[str] = ()) -> list[str]:
        """Pictures that lack a word, but for some."""
        silent = {key for key, text in self.texts.items() if word.casefold() not in text.casefold()}
        return sorted(key for key in silent if key.partition(".")[0] not in but)

    @property
    def of_registers(self) -> list[str]:
        """Pictures that count no incidents."""
        return [key for key, origin in self.origins.items() if origin.period is None]


class _Words(HTMLParser):
    """The words of an HTML file, without its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        if self.lasttag not in ("script", "style"):
            self.words.append(data)


def words_of(ending: str, content: str | bytes) -> str:
    """What a reader can read in a file."""
    if ending == "svg":
        return " ".join(ElementTree.fromstring(content).itertext())
    page = _Words()
    page.feed(str(content))
    return " ".join(page.words)


def _key_of(node_id: str) -> str:
    """The key that a page gave: what follows the frame's own 32 digits."""
    return re.split(r"[0-9a-f]{32}-", node_id)[-1]


def _written_in(chart) -> str:
    title = chart.to_dict().get("title", {})
    return " ".join(str(title.get(part)) for part in ("text", "subtitle"))


@pytest.fixture
def look(open_page, as_operator, monkeypatch) -> Callable[..., tuple]:
    """Open a view with all its folds, and read what stands in its pictures and in the files of them."""
    seen, draw = Pictures(), st.altair_chart

    def read_chart(chart, **how):
        seen.texts[how["key"]] = _written_in(chart)
        return draw(chart, **how)

    def read_files(_visit, name, files) -> None:
        for ending in {"svg", "html"} & set(files):
            seen.texts[f"{name.removesuffix('-picture')}.{ending}"] = words_of(ending, files[ending]())

    def opened(name: str, tab: str, choices: dict[str, str]):
        monkeypatch.setattr(st, "altair_chart", read_chart)
        monkeypatch.setattr(figures, "_offer", read_files)
        monkeypatch.setattr(figures, "show_origin", lambda _visit, origin, key: seen.origins.update({key: origin}))
        screen = open_page(name, **choices, **({"tab": tab} if tab else {}))
        assert not screen.exception
        # None came past us, and none was drawn over another.
        assert len(screen.get(CHARTS)) == len(seen.texts) - len([key for key in seen.texts if "." in key])
        for node in screen.get(MAPS):
            message = json.loads(node.proto.json)
            seen.texts[_key_of(node.proto.id)] = " ".join(message[part] for part in ("title", "subtitle", "nature"))
        return screen, seen

    return opened


def _said_in(choices: dict[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in choices.items())


@pytest.mark.parametrize(
    ("name", "tab", "choices"), LOOKED_AT, ids=[f"{name}-{tab} {_said_in(asked)}" for name, tab, asked in LOOKED_AT]
)
def test_what_is_chosen_and_that_rows_are_invented_stands_in_every_picture(look, name, tab, choices):
    screen, pictures = look(name, tab, choices)
    obeyed = ENTRIES[name].tab(tab).obeys
    unheard = " ".join(text.value for text in screen.caption if "same for every choice of" in text.value)
    assert ("Robbery" in unheard) == (CATEGORY not in obeyed)
    if "place" in choices:
        assert (WHERE in unheard) == (PLACE not in obeyed)
        assert PLACE not in obeyed or pictures.without(WHERE, OF_THE_NATION) == []
    if CATEGORY in obeyed:
        assert any("Robbery" in (button.label or "") for button in screen.button)
        assert pictures.without(KIND, pictures.of_registers) == []
    assert pictures.without(INVENTED, NOTHING_INVENTED) == []


def test_a_picture_that_says_nothing_would_be_found():
    silent = Pictures({"a": "Burglary in Kisumu", "a.svg": "Robbery in Kisumu. Synthetic data"})
    assert silent.without(KIND) == ["a"]
    assert silent.without(INVENTED) == ["a"]
    assert silent.without(INVENTED, {"a"}) == []


def test_the_script_of_a_map_to_take_away_is_not_what_a_reader_reads():
    assert words_of("html", "<p>Robbery</p><script>var x = 'Synthetic data'</script>") == "Robbery"
