"""Everything that people read exists in Kiswahili, and nothing is said past the catalogue."""

import ast
import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog

from docs.extract_messages import (
    CATALOGUES,
    called_name,
    calls,
    code_files,
    marked_calls,
    messages,
    read_catalogue,
    tree_of,
)
from usalama.language import DEFAULT_LANGUAGE, LANGUAGES
from usalama.settings import PROJECT_FOLDER

GAP = re.compile(r"\{[a-z_0-9]+\}")
WORD = re.compile(r"[A-Za-z]{2,}")
# Tags and styles of HTML, and the colours and icons of Streamlit's Markdown, are no words.
MARKUP = re.compile(
    r"(?s)^[^<]*\{\{.*$|<style>.*?</style>|<[^>]*>|^[a-z-]+:[^;]+;.*$|:material/[a-z_0-9]+:|:[a-z]+(-badge)?\["
)
# What streamlit shows of its first argument.
SHOWN_FIRST = {
    "title", "header", "subheader", "markdown", "caption", "write", "text", "info", "warning", "error", "success",
    "button", "download_button", "link_button", "checkbox", "toggle", "radio", "selectbox", "multiselect", "slider",
    "select_slider", "segmented_control", "pills", "text_input", "text_area", "number_input", "date_input",
    "file_uploader", "expander", "popover", "metric", "toast", "spinner", "status", "progress",
}  # fmt: skip
SHOWN_BY_NAME = {"label", "help", "placeholder", "title", "caption", "text", "body"}
PRODUCT_NAME = "Usalama Mitaani"
GLOSSARY = PROJECT_FOLDER / "docs" / "glossary.md"


def _table(place: int) -> list[str]:
    """The rows of a table of the glossary, by its place among the paragraphs."""
    return GLOSSARY.read_text(encoding="utf-8").split("\n\n")[place].splitlines()[2:]


@pytest.fixture(scope="module")
def sentences() -> dict[str, list[str]]:
    return messages()


@pytest.fixture(scope="module", params=sorted(set(LANGUAGES) - {DEFAULT_LANGUAGE}))
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return read_catalogue(CATALOGUES / f"{request.param}.po")


def test_every_sentence_of_code_and_data_is_translated(catalogue: Catalog, sentences: dict[str, list[str]]) -> None:
    known = dict(_translated(catalogue))
    lacking = {text: files for text, files in sentences.items() if not known.get(text)}
    assert not lacking, "make messages, then translate"


def test_nothing_is_fuzzy_or_obsolete(catalogue: Catalog, sentences: dict[str, list[str]]) -> None:
    assert not [one.id for one in catalogue if one.id and one.fuzzy]
    assert not catalogue.obsolete
    assert not set(dict(_translated(catalogue))) - set(sentences), "make messages takes these out"


def test_translations_keep_every_gap(catalogue: Catalog) -> None:
    changed = {
        text: translation
        for text, translation in _translated(catalogue)
        if translation and sorted(GAP.findall(text)) != sorted(GAP.findall(translation))
    }
    assert not changed


def test_the_kiswahili_says_one_word_for_one_idea() -> None:
    said = [translation for _, translation in _translated(read_catalogue(CATALOGUES / "sw.po"))]
    said += [row.split("|")[2] for row in _table(2)]
    words = [word.strip() for row in _table(-1) for word in row.split("|")[1].split(",")]
    used = {word: _using(word, said) for word in words}
    assert len(words) > 30
    assert not {word: texts for word, texts in used.items() if texts}, "docs/glossary.md says what instead"


def _using(word: str, texts: list[str]) -> list[str]:
    written = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    return [text for text in texts if written.search(text)]


def _translated(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Every sentence with its translation, one form of a plural after the other."""
    for one in catalogue:
        if one.id:
            forms = (one.id, one.string) if isinstance(one.id, tuple) else ((one.id,), (one.string,))
            yield from zip(*forms, strict=True)


def test_templates_with_gaps_are_marked_wherever_they_stand(sentences: dict[str, list[str]]) -> None:
    unmarked = [
        f"{file}: {text}"
        for file in code_files()
        for text in _plain_texts(file)
        if GAP.search(text) and " " in text and _speaks(text) and text not in sentences
    ]
    assert not unmarked, "wrap them in N_"


def test_sentences_are_never_put_together_before_they_are_translated() -> None:
    joined = [
        f"{file}:{call.lineno}"
        for file in code_files()
        for call in marked_calls(file)
        if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert not joined


def test_pages_and_components_show_no_text_past_the_catalogue() -> None:
    bare = [
        f"{file}:{call.lineno}: {text}"
        for file in code_files()
        if file.startswith(("pages/", "components/"))
        for call in calls(file)
        for argument in _shown(call)
        for text in _own_words(argument)
        if _speaks(text)
    ]
    assert not bare


def _speaks(text: str) -> bool:
    """Whether a text has words for people, besides the product's name and what only a browser reads."""
    return bool(WORD.search(MARKUP.sub("", GAP.sub("", text)).replace(PRODUCT_NAME, "")))


def _shown(call: ast.Call) -> Iterator[ast.expr]:
    function = call.func
    if not (isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "st"):
        return
    if called_name(call) in SHOWN_FIRST:
        yield from call.args[:1]
    yield from (keyword.value for keyword in call.keywords if keyword.arg in SHOWN_BY_NAME)


def _own_words(argument: ast.expr) -> Iterator[str]:
    """What is written in the argument itself, not what is put into it."""
    if isinstance(argument, ast.Constant):
        yield str(argument.value) if isinstance(argument.value, str) else ""
    if isinstance(argument, ast.JoinedStr):
        yield from (str(part.value) for part in argument.values if isinstance(part, ast.Constant))
    if isinstance(argument, ast.BinOp):
        yield from (*_own_words(argument.left), *_own_words(argument.right))
    if isinstance(argument, ast.IfExp):
        yield from (*_own_words(argument.body), *_own_words(argument.orelse))


def _plain_texts(file: str) -> Iterator[str]:
    """Texts that are neither documentation nor part of an f-string."""
    nodes = list(ast.walk(tree_of(file)))
    apart = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    apart |= {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield node.value
