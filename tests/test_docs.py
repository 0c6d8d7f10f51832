"""What is documented exists, and what exists is documented."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
import typer

from components.shell.menu import ENTRIES
from usalama.__main__ import app
from usalama.settings import Settings

PROJECT_FOLDER = Path(__file__).resolve().parents[1]
DOCS = PROJECT_FOLDER / "docs"
README = (PROJECT_FOLDER / "README.md").read_text(encoding="utf-8")
COMMAND_LINE = (DOCS / "command-line.md").read_text(encoding="utf-8")
SETTINGS = (DOCS / "settings.md").read_text(encoding="utf-8")
PAGES = sorted([*PROJECT_FOLDER.glob("*.md"), *DOCS.rglob("*.md"), *(PROJECT_FOLDER / "data").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def commands() -> dict[str, typer.core.TyperCommand]:
    found = {}
    for name, command in typer.main.get_command(app).commands.items():
        nested = getattr(command, "commands", {})
        found |= {f"{name} {inner}": one for inner, one in nested.items()} or {name: command}
    return found


@pytest.mark.parametrize("name", commands())
def test_the_command_is_shown(name: str):
    assert f"usalama {name} " in COMMAND_LINE or f"usalama {name}\n" in COMMAND_LINE


@pytest.mark.parametrize(
    ("command", "option"),
    [
        (name, option)
        for name, command in commands().items()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--") and option != "--help"
    ],
)
def test_the_option_is_named(command: str, option: str):
    assert re.search(rf"{option}\b", COMMAND_LINE), f"usalama {command} {option}"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_setting_is_named(name: str):
    assert f"| `USALAMA_{name.upper()}` |" in SETTINGS


def test_first_screen_of_the_readme_has_the_two_commands_and_a_picture():
    first_screen = "\n".join(README.splitlines()[:15])
    assert "\nmake run " in first_screen
    assert "\nmake test " in first_screen
    assert "](docs/images/home.png)" in first_screen
    assert len(README.splitlines()) <= 80


def test_every_page_of_the_menu_is_explained():
    pages = (DOCS / "pages.md").read_text(encoding="utf-8")
    assert [entry.title for entry in ENTRIES.values() if f"| {entry.title} |" not in pages] == []
    tabs = [tab.title for entry in ENTRIES.values() for tab in entry.tabs]
    assert [title for title in tabs if title not in pages] == []


def test_every_target_of_make_is_explained():
    makefile = (PROJECT_FOLDER / "Makefile").read_text(encoding="utf-8")
    contributing = (PROJECT_FOLDER / "CONTRIBUTING.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, flags=re.MULTILINE)) - {"help"}
    assert {target for target in targets if f"`make {target}`" not in contributing} == set()


@pytest.mark.parametrize(
    "path", sorted((PROJECT_FOLDER / "data" / "mappings").glob("*.toml")), ids=lambda path: path.stem
)
def test_shipped_mapping_has_a_sample_and_a_row_in_the_docs(path: Path):
    assert list((path.parent / "samples").glob(f"{path.stem}.*"))
    assert f"| `{path.stem}` |" in (DOCS / "adding-a-source.md").read_text(encoding="utf-8")


def test_data_dictionary_is_that_of_the_schema():
    spec = spec_from_file_location("build_data_dictionary", DOCS / "build_data_dictionary.py")
    build = module_from_spec(spec)
    spec.loader.exec_module(build)
    assert build.DICTIONARY.read_text(encoding="utf-8") == build.dictionary(), "run `make dictionary`"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(PROJECT_FOLDER).as_posix())
def test_links_lead_somewhere(path: Path):
    targets = [target for target in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in target]
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_glossary_gives_both_languages_for_every_term():
    terms = (DOCS / "glossary.md").read_text(encoding="utf-8").split("\n\n")[2]
    rows = [line.split("|")[1:-1] for line in terms.splitlines()[2:]]
    assert len(rows) > 30
    assert [row for row in rows if not (row[0].strip() and row[1].strip() and row[3].strip())] == []


def test_decisions_are_dated_and_numbered_without_a_gap():
    decisions = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [path.name.split("-")[0] for path in decisions]
    assert [int(number) for number in numbers] == list(range(1, len(numbers) + 1))
    for number, path in zip(numbers, decisions, strict=True):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(number)}. "), path.name
        assert re.search(r"^20\d\d-\d\d-\d\d\. ", text, flags=re.MULTILINE), path.name
