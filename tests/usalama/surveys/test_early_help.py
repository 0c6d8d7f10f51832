"""The steps of early help: small numbers stay hidden, and shares come from what is shown."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.examples import OPERATOR, subject
from tests.register_records import TODAY, keep
from tests.stores import new_store
from usalama.access import public_scope
from usalama.model import Scope
from usalama.registers import EARLY_HELP
from usalama.surveys.early_help import early_help_steps

PUBLIC = public_scope(TODAY)
FIRST, SECOND, RUNNING = date(2025, 4, 1), date(2025, 7, 1), date(2026, 1, 1)
STEPS = ("screened", "advised", "referred", "started", "completed")


def helped(record_id, county, quarter, *people):
    return {"record_id": record_id, "county_code": county, "quarter_start": quarter} | dict(
        zip(STEPS, people, strict=True)
    )


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("help") / "store")
    keep(
        store,
        EARLY_HELP,
        helped("a", "042", FIRST, 201, 120, 61, 33, 21),
        helped("b", "042", SECOND, 99, 60, 29, 17, 12),
        helped("c", "047", FIRST, 50, 20, 10, 6, 3),
        helped("d", "047", RUNNING, 900, 800, 700, 600, 500),
    )
    return store


def found(store, scope=PUBLIC, *counties):
    return early_help_steps(store, scope, counties, subject())


def test_the_operator_sees_every_number(held):
    result = found(held, OPERATOR)
    assert list(result.steps.people) == [1250, 1000, 800, 656, 536]
    assert result.counties_left_out == 0


def test_the_public_sees_1_to_7_as_hidden_and_the_others_rounded(held):
    result = found(held)
    county = result.by_county.set_index("county_code")[list(STEPS)]
    assert list(county.loc["042"]) == [300, 180, 90, 50, 35]
    assert list(county.loc["047"].fillna(-1)) == [50, 20, 10, -1, -1]


def test_steps_are_of_the_counties_that_show_all_of_them(held):
    result = found(held)
    assert (list(result.steps.people), result.counties_left_out) == ([300, 180, 90, 50, 35], 1)
    assert str(result.finding).endswith("One county in which a step is hidden or not stated is in none of this.")


def test_who_went_on_is_taken_from_the_numbers_shown(held):
    steps = found(held).steps.set_index("step")
    assert steps.went_on_per_100["advised"] == pytest.approx(60)
    assert steps.went_on_per_100["completed"] == pytest.approx(70)
    assert pd.isna(steps.went_on_per_100["screened"])
    assert str(found(held).finding).startswith(
        "300 people were screened; of 100 of them about 12 went through with the help (likely 9 to 16)."
    )
    assert "about 60 were advised" in str(found(held).sentences[1])


def test_a_quarter_that_is_not_over_is_not_published(held):
    assert list(found(held).by_quarter.quarter_start) == [FIRST, SECOND]
    assert RUNNING in set(found(held, OPERATOR).by_quarter.quarter_start)


def test_a_scope_and_a_choice_of_counties_are_kept_to(held):
    some = Scope("public", is_exact=False, published_until=None, county_codes=("042",))
    assert list(found(held, some).by_county.county_code) == ["042"]
    assert list(found(held, PUBLIC, "047").by_county.county_code) == ["047"]


def test_a_step_that_nobody_stated_is_not_nought(store):
    keep(store, EARLY_HELP, helped("a", "042", FIRST, 99, 90, 80, 70, None), helped("b", "042", SECOND, 9, 9, 9, 9, 9))
    result = found(store)
    assert result.by_county.started[0] == 80
    assert pd.isna(result.by_county.completed[0])
    assert result.counties_left_out == 1


def test_where_every_county_hides_a_step_nobody_is_said_to_be_screened(store):
    keep(store, EARLY_HELP, helped("a", "042", FIRST, 40, 20, 12, 9, 3))
    result = found(store)
    assert str(result.finding) == "One county in which a step is hidden or not stated is in none of this."
    assert result.sentences == ()


def test_an_empty_register_has_no_steps_to_tell_of(store):
    result = found(store)
    assert (result.held.nature, result.sentences) == (None, ())
