"""Methods: the paragraph of each figure has an address, and every tab says what is its own."""

from __future__ import annotations

import pytest

from usalama.asking.declared_reports import method_code
from usalama.reports import REPORTS
from usalama.results_changed import results_changed

METHOD = next(report for report in REPORTS if report.title == "Police cover").methods[0]


def test_the_address_names_one_method_which_stands_first(open_page):
    screen = open_page("methods", as_met=True, method=method_code(METHOD))
    assert not screen.exception
    texts = [one.value for one in screen.markdown]
    heading = next(place for place, text in enumerate(texts) if text.startswith("**Police cover**"))
    assert "People · Police cover" in texts[heading].replace("\\", "")
    assert texts[heading + 1].replace("\\", "") == str(METHOD)


def test_a_method_that_is_not_known_is_named_and_none_stands_first(open_page):
    screen = open_page("methods", as_met=True, method="00000000")
    screen.run()
    assert any('method "00000000"' in one.value.replace("\\", "") for one in screen.warning)
    assert screen.selectbox(key="choice-method").value == "all"


def test_how_a_figure_was_made_leads_to_its_own_paragraph(open_page):
    screen = open_page("is_it_real", tab="reporting")
    keys = [button.key for button in screen.button if str(button.key).endswith("-method")]
    screen.button(key=keys[0]).click().run()
    assert not screen.exception
    assert [title.value for title in screen.title] == ["Methods"]
    codes = {method_code(method): report for report in REPORTS for method in report.methods}
    assert codes[screen.selectbox(key="choice-method").value].page == "is_it_real"


def test_every_method_of_every_page_is_told_once(open_page):
    texts = [one.value.replace("\\", "") for one in open_page("methods").markdown]
    told = [str(method) for report in REPORTS for method in report.methods]
    assert [texts.count(method) for method in told] == [1] * len(told)


@pytest.mark.parametrize("language", ["en", "sw"])
@pytest.mark.parametrize("tab", ["methods", "data", "privacy", "changes"])
def test_a_tab_says_something_in_each_language(open_page, said, tab, language):
    screen = open_page("methods", tab=tab, lang=language)
    assert not screen.exception
    assert not screen.error
    if (tab, language) == ("data", "en"):
        assert "never as a rate" in said(screen)
        assert "Published about the whole country" in said(screen)


def test_every_change_of_a_result_is_listed(open_page, tables):
    (listed,) = [frame for frame in tables(open_page("methods", tab="changes")) if "When" in frame]
    assert len(listed) == len(results_changed())
