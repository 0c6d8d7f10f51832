"""What the public may see, and what text from people can do: nothing."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from tests.examples import KENYA, OPERATOR, incident, store_rows
from tests.pages.test_frame import VIEWS
from tests.stores import new_store
from usalama.actions.clerk import Clerk
from usalama.actions.import_incidents import describe_file, store_file

SHORT = {"period": "3-months"}
NUMBER_VIEWS = [
    ("home", "", {}),
    ("home", "", SHORT),
    ("map", "map", {"focus": "042"}),
    ("map", "map", {"focus": "010"} | SHORT),
    ("map", "map", {"layer": "constituencies"}),
    ("county", "", {}),
    ("compare", "rates", {}),
    ("compare", "months", {"places": "city:thika,county:047,county:010"} | SHORT),
    ("response", "week", {}),
    ("drugs_and_youth", "reports", {}),
    ("drugs_and_youth", "reports", {"flag": "firearm"} | SHORT),
    ("is_it_real", "reporting", {}),
    ("is_it_real", "reporting", {"period": "all", "category": "violent"}),
]
# Columns of counts, in the tables that are shown and in those that charts draw.
COUNTS = {
    "Incidents",
    "Mapped",
    "Placed by estimate",
    "Known to be so",
    "Unknown",
    "Reports",
    "Calls",
    "incident_count",
    "n_mapped",
    "estimated_count",
    "flagged_count",
    "unknown_count",
    "known_count",
    "call_count",
}
CANARY = "CANARY7f3a of Kilimani"
HOSTILE = "x](https://evil.example) ![p](https://evil.example/p.png) <script>fired()</script> ${fired()} `b`"


def counts_in(frames: list[pd.DataFrame]) -> np.ndarray:
    """Every count of the tables; what is hidden is left out."""
    columns = [frame[name] for frame in frames for name in frame.columns if name in COUNTS]
    return np.concatenate([pd.to_numeric(column).dropna().to_numpy(dtype=float) for column in columns])


def markup_in(texts: list[str]) -> set[str]:
    """The parts of HOSTILE that markdown would act on: those that no backslash makes plain."""
    acting = [re.sub(r"\\.", "", text) for text in texts]
    return {part for part in ("](", "![p", "<script", "`b`", "${fired") for text in acting if part in text}


@pytest.mark.parametrize(("name", "tab", "choices"), NUMBER_VIEWS)
def test_the_public_meets_no_small_and_no_exact_count(open_page, tables, name, tab, choices):
    screen = open_page(name, tab=tab, **choices) if tab else open_page(name, **choices)
    counts = counts_in(tables(screen))
    assert not screen.exception
    assert len(counts) > 5
    assert set(counts % 5) == {0}


@pytest.mark.parametrize(("name", "choices"), [("map", {"focus": "010"}), ("compare", {"tab": "months"})])
@pytest.mark.usefixtures("as_operator")
def test_the_operator_does_meet_them(open_page, tables, name, choices):
    counts = counts_in(tables(open_page(name, **choices)))
    assert ((counts > 0) & (counts < 8)).any()
    assert set(counts % 5) != {0}


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory):
    """Real rows whose narrative, source and file bear what nobody should meet as markup; only for reading."""
    tmp_path = tmp_path_factory.mktemp("hostile")
    store = new_store(tmp_path / "store", is_shared=True)
    lines = [f"r{number},2024-{number % 12 + 1:02d}-15 20:00,047,robbery,verified,{CANARY}" for number in range(400)]
    path = tmp_path / "file.csv"
    header = "source_record_id,occurred_from,county_code,category_code,status,narrative"
    path.write_text("\n".join([header, *lines, f"{HOSTILE},31/02/2024,047,robbery,verified,x"]) + "\n")
    clerk = Clerk(store, OPERATOR, HOSTILE, pd.Timestamp("2025-06-01").date(), KENYA, is_upload=False)
    for source in (f"one {HOSTILE}", f"two {HOSTILE}"):
        receipt = store_file(clerk, describe_file(path, f"{HOSTILE}.csv", source, "usalama"))
        assert receipt.accepted == 400
    return store.address


@pytest.mark.parametrize(("name", "tab"), VIEWS)
@pytest.mark.usefixtures("as_operator")
def test_a_narrative_reaches_no_page_and_names_given_by_people_are_never_markup(
    open_page, as_markdown, said, hostile_store, name, tab
):
    own = {"tab": tab} if tab else {}
    for choices in ({}, {"layer": "points", "focus": "047"} if tab == "map" else {"view": "public"}):
        screen = open_page(name, store=hostile_store, **own, **choices)
        assert not screen.exception
        assert "CANARY" not in said(screen)
        texts = as_markdown(screen)
        assert texts
        assert markup_in(texts) == set()
        assert "allow_html: true" not in said(screen)
        if (name, tab) in (("home", ""), ("workbench", "history")) and not choices:
            assert "evil.example" in said(screen)  # the names are there to be read


def test_a_hostile_source_of_test_rows_is_never_markup(open_page, as_markdown, said, tmp_path):
    store = new_store(tmp_path / "store", is_shared=True)
    store_rows(store, [incident(f"r{number}") for number in range(60)], source_id=HOSTILE)
    screen = open_page("home", store=store.address)
    (mark,) = [text.proto.help for text in screen.markdown if "Test data" in text.value]
    assert "evil" in mark
    assert markup_in([mark, *as_markdown(screen)]) == set()


def test_hostile_values_of_the_address_are_never_markup(open_page, as_markdown):
    screen = open_page("home", category=HOSTILE.replace(",", " "), lang=HOSTILE, period=HOSTILE)
    assert sum("evil" in warning.value for warning in screen.warning) == 3
    assert markup_in(as_markdown(screen)) == set()


def test_markup_would_be_found():
    assert markup_in([HOSTILE]) == {"](", "![p", "<script", "`b`", "${fired"}
