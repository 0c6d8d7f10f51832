"""One ledger of what is open: asks, pledges and applications together, the oldest first, and nobody named unasked."""

from datetime import timedelta

import pytest

from tests.examples import OPERATOR, subject
from tests.register_records import TODAY, keep, keep_all
from tests.stores import new_store
from usalama.access import public_scope
from usalama.model import Nature
from usalama.programme.ledger import APPLIED, ASKED, LEDGER_KINDS, PLEDGED, ledger, open_sentence
from usalama.registers import ASK, ASSOCIATION, PLEDGE, STAGE

PUBLIC = public_scope(TODAY)
SCOPES = pytest.mark.parametrize("scope", [PUBLIC, OPERATOR], ids=["public", "operator"])
KISUMU, NAIROBI, KWALE = "042", "047", "002"


def ago(days):
    return TODAY - timedelta(days)


ASKS = {
    "old": {"asked_on": ago(400), "association_id": "k"},
    "promised": {"asked_on": ago(50), "promised_on": ago(5)},
    "there": {"asked_on": ago(900), "delivered_on": ago(5)},
}
PLEDGES = {
    "named": {"signed_on": ago(300), "signatory_name": "Ann", "may_be_named": True, "state": "late"},
    "unnamed": {"signed_on": ago(200), "signatory_name": "Otieno", "may_be_named": False, "due_on": ago(9)},
    "kept": {"signed_on": ago(800), "state": "kept"},
    "nowhere": {"signed_on": ago(100), "county_code": None},
}
CASES = {
    "applied": {"association_id": "k", "stage": "applied", "reached_on": ago(350), "office": "Office"},
    "county": {"stage": "agreement", "reached_on": ago(20), "county_code": NAIROBI},
    "done": {"association_id": "n", "stage": "recognised", "reached_on": ago(700)},
}


def records(values, **base):
    return [{"record_id": name, "county_code": KISUMU} | base | own for name, own in values.items()]


def registers():
    return {
        ASSOCIATION: records({"k": {"name": "Kondele"}, "n": {"name": "Nyalenda"}}),
        ASK: records(ASKS, kind="lighting", addressed_to="Roads"),
        PLEDGE: records(PLEDGES, sector="faith", is_person=True, state="no_word", pledge_text="Meet."),
        STAGE: records(CASES, pipeline="accreditation"),
    }


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Only for reading."""
    store = new_store(tmp_path_factory.mktemp("ledger") / "store")
    keep_all(store, registers())
    return store


def found(store, *counties, scope=PUBLIC):
    return ledger(store, scope, counties, subject(), TODAY)


@SCOPES
def test_all_that_is_open_stands_in_one_list_the_oldest_first(filled, scope):
    rows = found(filled, scope=scope).rows
    assert list(zip(rows.kind, rows.days, strict=True)) == [
        (ASKED, 400), (APPLIED, 350), (PLEDGED, 300), (PLEDGED, 200), (PLEDGED, 100), (ASKED, 50), (APPLIED, 20),
    ]  # fmt: skip


def test_each_line_says_who_asks_whom_for_what_and_where_it_stands(filled):
    first, second, *_, last = found(filled).rows.to_dict("records")
    told = ("who", "is_who_named", "to_whom", "is_to_whom_named", "what", "state", "county_name")
    assert tuple(first[name] for name in told) == (
        "Kondele", True, "Roads", True, "lighting", "asked, no answer yet", "Kisumu",
    )  # fmt: skip
    assert tuple(second[name] for name in told) == ("Kondele", True, "Office", True, "recognition", "applied", "Kisumu")
    assert tuple(last[name] for name in told) == (
        "the county itself", False, "the county government", False, "recognition", "agreement", "Nairobi City",
    )  # fmt: skip
    assert first["since"] == ago(400)


@SCOPES
def test_a_signatory_without_consent_is_not_named(filled, scope):
    rows = found(filled, scope=scope).rows
    assert "Ann" in set(rows.who)
    assert "Otieno" not in rows.to_csv()
    unnamed = rows[rows.who == "a person who asked not to be named"].iloc[0]
    assert (unnamed.is_who_named, unnamed.state) == (False, "day passed without word")


def test_a_county_has_its_own_and_what_is_of_the_whole_programme(filled):
    result = found(filled, NAIROBI)
    # The pledge of no county is one of the whole programme.
    assert list(result.rows.kind) == [PLEDGED, APPLIED]
    assert str(result.finding) == "Nairobi City: 0 asks, 1 pledge and 1 application are open; the oldest for 100 days."


def test_one_kind_alone_can_be_chosen(filled):
    result = found(filled)
    assert [len(result.of_kind(kind)) for kind in ("", *LEDGER_KINDS)] == [7, 2, 3, 2]


def test_records_of_two_natures_never_stand_in_one_ledger(tmp_path):
    store = new_store(tmp_path / "store")
    keep(store, ASK, *registers()[ASK], nature=Nature.TEST)
    keep(store, PLEDGE, *registers()[PLEDGE], nature=Nature.SYNTHETIC)
    result = found(store)
    assert set(result.rows.kind) == {ASKED}
    assert result.held.nature is Nature.TEST
    assert "A synthetic register" in str(result.held.notes[0])


def test_nothing_open_is_said(tmp_path):
    result = found(new_store(tmp_path / "store"))
    assert (len(result.rows), str(result.finding), result.held.nature) == (0, "Nothing is open.", None)


def test_the_sentence_counts_each_kind():
    said = str(open_sentence({ASKED: 1, PLEDGED: 2}, 9))
    assert said == "1 ask, 2 pledges and 0 applications are open; the oldest for 9 days."
