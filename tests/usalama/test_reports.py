"""Every report is declared, and what is declared is what pages and commands say."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from components.shell.menu import ENTRIES
from usalama.asking.declared_reports import method_code
from usalama.model import Sentence
from usalama.reports import REPORTS
from usalama.results_changed import CHANGELOG, results_changed
from usalama.settings import PROJECT_FOLDER

SUBJECTS = ("asking", "incidents", "programme", "surveys", "effect", "claims")


def said_methods(path: Path) -> list[str]:
    """The templates of the sentences in a module whose names end in METHOD."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        ast.literal_eval(node.value.args[0])
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id.endswith("METHOD")
    ]


def test_every_method_of_every_report_is_declared():
    paths = (path for room in SUBJECTS for path in (PROJECT_FOLDER / "usalama" / room).rglob("*.py"))
    said = {text for path in paths for text in said_methods(path)}
    declared = [method.template for report in REPORTS for method in report.methods]
    assert set(declared) == said
    assert len(declared) == len(set(declared))


def test_a_report_stands_on_a_page_and_has_a_way_in_where_it_has_a_name():
    for report in REPORTS:
        tabs = [tab.code for tab in ENTRIES[report.page].tabs]
        assert report.tab in (tabs or [""]), report.title
    assert all(bool(report.name) == bool(report.answer) == bool(report.help) for report in REPORTS)
    assert all(isinstance(method, Sentence) for report in REPORTS for method in report.methods)


def test_every_method_has_a_code_of_its_own_for_the_address():
    codes = [method_code(method) for report in REPORTS for method in report.methods]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch("[0-9a-f]{8}", code) for code in codes)


def test_every_change_of_a_result_that_the_changelog_lists_is_found():
    section = CHANGELOG.read_text(encoding="utf-8").split("### Results changed")[1].split("\n###")[0]
    listed = [line for line in section.splitlines() if line.startswith("- ")]
    changes = results_changed()
    assert len(changes) == len(listed) > 0
    assert [one.changed_on for one in changes] == sorted((one.changed_on for one in changes), reverse=True)
    assert all(one.text.endswith(".") and "](" not in one.text for one in changes)
