"""From a question to SQL text."""

from __future__ import annotations

from usalama.store.compiling import sql_of
from usalama.store.questions import counts


def test_equal_questions_are_compiled_once():
    first = sql_of(counts(("county_code",)))
    assert sql_of(counts(("county_code",))) is first


def test_parameters_are_gaps_in_the_text():
    sql, used = sql_of(counts(("county_code",)))
    assert all(f"${name}" in sql for name in used)
    assert used == {
        "verified_only", "published_until", "scope_counties", "start", "end", "counties", "categories", "sources",
    }  # fmt: skip


def test_the_text_reads_the_roll_up_for_months_and_the_rows_for_days():
    assert "month_count" in sql_of(counts())[0]
    assert "month_count" not in sql_of(counts((), whole_months=False))[0]
