"""axe-core finds nothing serious of ours on any page or tab, light and dark, in both languages.

A few views are looked at in every run; `make accessible` looks at all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from itertools import product

import pytest

from components.shell.menu import ENTRIES
from tests.browser.running import PROJECT_FOLDER
from tests.browser.views import FAILED, LANGUAGES, THEMES, VIEWS, View, settled_height

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run(document, {
    resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
})"""
SERIOUS = {"serious", "critical"}
FEW = [View(name) for name in list(ENTRIES)[:3]]
# What Streamlit draws itself and gives no way to mend: the rule, and a part of what axe says. Looked through again with
# every new version.
STREAMLIT_VERSION = "1.67.0"
OF_STREAMLIT = (
    # White on the accent, in the dark theme too, where text in the accent itself leaves room for no more than 3.2:1.
    ("color-contrast", "foreground color: #ffffff, background color: #4796cb"),
)


@dataclass(frozen=True)
class Finding:
    """What axe found on one element."""

    rule: str
    target: str
    element: str
    words: str

    @property
    def is_of_streamlit(self) -> bool:
        return any(self.rule == rule and part in str(self) for rule, part in OF_STREAMLIT)

    def __str__(self) -> str:
        return f"{self.rule}: {self.target}\n    {self.element}\n    {self.words}"


def look(page) -> list[Finding]:
    """Every serious finding on the page as it stands, those inside its frames included."""
    for frame in page.frames:
        frame.evaluate(AXE)
    found = page.evaluate(RUN)["violations"]
    return [
        Finding(rule["id"], str(node["target"]), node["html"][:300], node.get("failureSummary", "")[:400])
        for rule in found
        for node in rule["nodes"]
        if rule["impact"] in SERIOUS
    ]


def ours(findings: Iterable[Finding]) -> str:
    return "\n".join(str(finding) for finding in findings if not finding.is_of_streamlit)


@pytest.fixture
def server(serve, demonstration_store):
    app = PROJECT_FOLDER / "app.py"
    return serve(app, USALAMA_STORE=str(demonstration_store), USALAMA_LOCAL_OPERATOR="1")


def findings_on(visit, server, view, language, theme):
    seen = visit(view.address(server.address, lang=language), color_scheme=theme, reduced_motion="reduce")
    settled_height(seen.page)
    assert seen.page.locator(FAILED).count() == 0
    return look(seen.page)


def test_the_list_is_of_the_installed_streamlit():
    assert version("streamlit") == STREAMLIT_VERSION


@pytest.mark.parametrize("view", FEW, ids=lambda view: view.name)
@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("sw", "dark")])
def test_the_first_pages_have_no_serious_finding_of_ours(visit, server, view, language, theme):
    assert ours(findings_on(visit, server, view, language, theme)) == ""


@pytest.mark.long
@pytest.mark.parametrize(("language", "theme"), product(LANGUAGES, THEMES))
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_no_page_and_no_tab_has_a_serious_finding_of_ours(visit, server, view, language, theme):
    assert ours(findings_on(visit, server, view, language, theme)) == ""
