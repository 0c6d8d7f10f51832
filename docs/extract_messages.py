"""Every sentence that people can see, for `pybabel extract`: see docs/babel.cfg and `make messages`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from usalama.actions.import_incidents import shipped_mappings
from usalama.claims import SHIPPED, load_claims
from usalama.country import load_country
from usalama.country.categories import load_categories
from usalama.country.printed_figures import ALLIANCE, PUBLISHED, published_figures
from usalama.demonstration import load_programme_assumptions
from usalama.programme.progress.accreditation import accreditation_laws
from usalama.results_changed import results_changed
from usalama.settings import PROJECT_FOLDER, Settings

CATALOGUES = PROJECT_FOLDER / "usalama" / "locales"
CODE = ("pages", "components", "usalama")
# The first argument of each is a sentence for people: gettext's own, the mark, and whatever carries a template.
PLURAL = "counted"
KEYWORDS = ("_", "N_", "Sentence", PLURAL, "InputRefused", "NotAllowed", "StoreUnavailable", "NothingFound")
Messages = dict[str, list[str]]


def code_messages() -> Messages:
    """Sentence -> the files that say it."""
    found: Messages = {}
    for file in code_files():
        for call in marked_calls(file):
            for text in _said(call):
                places = found.setdefault(text, [])
                if file not in places:
                    places.append(file)
    return found


def _said(call: ast.Call) -> list[str]:
    """What a marked call says; of one that depends on a number, both forms."""
    counted = call.args[:2] if called_name(call) == PLURAL else call.args[:1]
    return [text for argument in counted for text in _literals(argument)]


def code_files() -> list[str]:
    """Every module that may speak to people, as paths from the top of the project."""
    paths = (path for folder in CODE for path in (PROJECT_FOLDER / folder).rglob("*.py"))
    return sorted(path.relative_to(PROJECT_FOLDER).as_posix() for path in paths)


@cache
def tree_of(file: str) -> ast.Module:
    """The syntax tree of a module; only for reading."""
    return ast.parse((PROJECT_FOLDER / file).read_text(encoding="utf-8"))


@cache
def calls(file: str) -> tuple[ast.Call, ...]:
    return tuple(node for node in ast.walk(tree_of(file)) if isinstance(node, ast.Call))


def marked_calls(file: str) -> Iterator[ast.Call]:
    """Calls whose first argument is a sentence for people.

    Babel's own extraction works on tokens: it misses calls inside f-strings and takes ``event["template"]`` for a
    sentence. The syntax tree knows better.
    """
    return (call for call in calls(file) if call.args and called_name(call) in KEYWORDS)


def called_name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _literals(argument: ast.expr) -> list[str]:
    """The text, or both texts of a choice."""
    if isinstance(argument, ast.IfExp):
        return [*_literals(argument.body), *_literals(argument.orelse)]
    is_text = isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value
    return [str(argument.value)] if is_text else []


def data_messages() -> Messages:
    """Names and notes that stand in data files and are shown to people."""
    found: Messages = {}
    for file, text in _data_texts():
        places = found.setdefault(text, [])
        if text and file not in places:
            places.append(file)
    found.pop("", None)
    return found


def _data_texts() -> Iterator[tuple[str, str]]:
    country = Settings().country
    categories = load_categories(country)
    yield from (("data/kenya/category_groups.csv", group.name) for group in categories.groups)
    yield from (("data/kenya/categories.csv", category.name) for category in categories.categories)
    yield from (("data/kenya/cities.toml", city.definition) for city in load_country(country).cities)
    yield from (("data/mappings", title) for title in shipped_mappings().values())
    yield from (("data/claims", text) for text in load_claims(pattern=SHIPPED).texts)
    example = load_programme_assumptions(load_country(country))
    for indicator in example.indicator if example else ():
        texts = (indicator.title, indicator.definition, indicator.unit, indicator.responsible, indicator.means)
        yield from (("data/kenya/demonstration_programme.toml", text) for text in texts)
    laws = accreditation_laws(load_country(country)).values()
    yield from (("data/kenya/accreditation_laws.csv", law.note) for law in laws)
    yield from (("CHANGELOG.md", change.text) for change in results_changed())
    figures = published_figures((*PUBLISHED, *ALLIANCE))
    for column in ("name", "category", "unit", "note"):
        yield from (("data/figures", text.replace("_", " ")) for text in figures[column])


def messages() -> Messages:
    """Every sentence of the product."""
    found = code_messages()
    for text, places in data_messages().items():
        found[text] = [*found.get(text, []), *places]
    return found


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def extract_code(
    source: IO[bytes], _keywords: object, _comment_tags: object, options: object
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """Babel's extractor for our modules: its own takes tokens, and misses what stands inside f-strings."""
    file = Path(source.name).resolve().relative_to(PROJECT_FOLDER).as_posix()
    for call in marked_calls(file):
        texts = _said(call)
        if called_name(call) == PLURAL:
            yield call.lineno, "ngettext", tuple(texts), []
            continue
        for text in texts:
            yield call.lineno, "_", text, []


def extract_data(
    _source: IO[bytes], _keywords: object, _comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Babel's extractor for all data files together; babel.cfg hands it one of them."""
    for text in data_messages():
        yield 1, "_", text, []
