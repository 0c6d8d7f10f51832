"""The ledger of the charter: what pledges stand at, what share is kept, and who is named."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from tests.examples import OPERATOR, subject
from tests.register_records import TODAY, keep
from tests.stores import new_store
from usalama.access import public_scope
from usalama.asking.held_records import register_csv, register_json
from usalama.errors import NotAllowed
from usalama.model import Estimate, Flag, Period
from usalama.programme.charter import (
    NO_CONSENT,
    NO_NAME,
    REFUSED,
    SOON_DAYS,
    STANDINGS,
    charter,
    share_sentence,
    standing_sentences,
)
from usalama.programme.progress.indicator_measures import measured, read_registers
from usalama.registers import PLEDGE, SECTORS
from usalama.stats.counting.shares import FEWEST_FOR_A_SHARE
from usalama.store.questions import records, whole_records

PUBLIC = public_scope(TODAY)
SCOPES = pytest.mark.parametrize("scope", [PUBLIC, OPERATOR], ids=["public", "operator"])
QUARTER = Period(date(2025, 10, 1), date(2025, 12, 31))
PLEDGED = {
    "county_code": "042", "sector": "residents", "is_person": False, "signatory_name": "Kondele Residents",
    "may_be_named": True, "pledge_text": "Meet every month.", "signed_on": date(2025, 1, 1), "state": "no_word",
}  # fmt: skip
CANARY = "Canarywangari"
UNNAMED = PLEDGED | {"is_person": True, "signatory_name": f"{CANARY} wa Akinyi", "may_be_named": False}
# What each pledge is to stand at, by what was stated of it and in how many days it is due.
STATED = [
    ("kept", -9, "kept"), ("kept", 9, "kept"), ("partly", -9, "partly"), ("late", -9, "late"), ("late", 9, "late"),
    ("no_word", -1, "overdue"), ("no_word", 0, "waiting"), ("no_word", 9, "waiting"), ("no_word", None, "waiting"),
]  # fmt: skip
# What stands for each signatory, by whether it is a person, whether it agreed, and its name.
SIGNATORIES = [
    (True, False, "N", "a person who asked not to be named"),
    (False, False, "N", "an organisation that asked not to be named"),
    (None, False, "N", "a signatory who asked not to be named"),
    (True, None, "N", "a person whose consent to be named is not recorded"),
    (False, None, "N", "an organisation whose consent to be named is not recorded"),
    (True, True, None, "a person whose name is not recorded"),
    (False, True, " ", "an organisation whose name is not recorded"),
    (True, True, "Ann", "Ann"),
]
TELLING = (f"I, {CANARY}, promise.", f"I, {CANARY.upper()}; promise", "i, akinyi (chair)", "Signed: AKÎNYÎ.")
# Each county is a case of its own, so that one store serves all.
STANDING, NAMES, SHARE, FEW, LOGFRAME, DUE, COMING, TOLD, UNTOLD, NONE, OTHERS = (f"{n:03}" for n in range(1, 12))


def day(days):
    return None if days is None else TODAY + timedelta(days)


def cases():
    """County -> what is pledged there."""
    yield STANDING, [{"state": state, "due_on": day(days), "pledge_text": standing} for state, days, standing in STATED]
    yield (
        NAMES,
        [
            {"is_person": is_person, "may_be_named": agreed, "signatory_name": name, "pledge_text": signatory}
            for is_person, agreed, name, signatory in SIGNATORIES
        ],
    )
    yield SHARE, [*due(40, 10), {"state": "kept", "due_on": TODAY}, {"state": "kept"}, {"sector": "faith"}]
    yield FEW, due(FEWEST_FOR_A_SHARE - 1, 5)
    told = [("kept", 31), ("late", 31), ("kept", 30), ("no_word", 1)] * 10
    yield (
        LOGFRAME,
        [{"state": state, "due_on": date(2025, 12, day)} for state, day in told]
        + [{"state": "kept", "due_on": date(2026, 1, 1)}],
    )
    yield DUE, [
        {"due_on": TODAY}, {"due_on": day(SOON_DAYS), "state": "late"}, {"due_on": day(SOON_DAYS + 1)},
        {"due_on": TODAY, "state": "kept"}, {"due_on": day(-3)}, {"due_on": day(-3), "state": "late"}, {},
    ]  # fmt: skip
    yield OTHERS, told_by_others()
    yield COMING, [{"signed_on": day(1)}, {}]
    yield (
        TOLD,
        [
            UNNAMED | {"may_be_named": agreed, "pledge_text": text, "evidence": text}
            for text in TELLING
            for agreed in (False, None)
        ],
    )
    yield (
        UNTOLD,
        [
            UNNAMED | {"may_be_named": True, "pledge_text": f"I, {CANARY}, promise."},
            UNNAMED
            | {"is_person": False, "signatory_name": "Umoja Traders", "pledge_text": "Umoja first, traders next."},
            UNNAMED | {"pledge_text": f"We walk the road with {CANARY}s."},
            UNNAMED
            | {"is_person": False, "signatory_name": "Umoja Traders", "pledge_text": "The umoja  TRADERS will."},
        ],
    )


def told_by_others():
    """Somebody who did not agree, and in whose texts they are named; the last one agreed in that record."""
    whole = f"With {CANARY.upper()}  wa Akinyi."
    return [
        UNNAMED | {"signatory_name": f"{CANARY} Wa Akinyi"},
        {"pledge_text": whole, "evidence": "Minutes"},
        {"pledge_text": "We meet.", "evidence": whole},
        {"pledge_text": f"{CANARY}s and others."},
        UNNAMED | {"may_be_named": True, "pledge_text": whole},
    ]


def due(count, kept):
    return [{"due_on": day(-1), "state": "kept" if n < kept else "late"} for n in range(count)]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("ledger") / "store")
    rows = [
        PLEDGED | one | {"county_code": code, "record_id": f"{CANARY}-{code}-{number}"}
        for code, pledges in cases()
        for number, one in enumerate(pledges)
    ]
    keep(store, PLEDGE, *rows)
    return store


def found(store, *counties, scope=PUBLIC, today=TODAY):
    return charter(store, scope, counties, subject(), today)


def said(result):
    return " ".join(map(str, (result.finding, *result.sentences)))


def test_what_was_stated_stands_and_the_calendar_speaks_only_where_nothing_was(ledger):
    result = found(ledger, STANDING)
    assert list(result.rows.standing) == list(result.rows.pledge_text)
    counted = result.by_sector.set_index("sector").loc["residents", list(STANDINGS)]
    assert counted.to_dict() == {"kept": 2, "partly": 1, "late": 2, "overdue": 1, "waiting": 3}
    assert "1 pledge names no day" in said(result)


def test_every_sector_and_every_chosen_county_has_a_row_with_zero_where_there_is_nothing(ledger):
    result = found(ledger, STANDING, NONE)
    assert list(result.by_sector.sector) == list(SECTORS)
    assert result.by_county.pledge_count.tolist() == [len(STATED), 0]
    whole = found(ledger)
    assert len(whole.by_county) == len(subject().country.counties)
    assert whole.by_county.pledge_count.sum() == whole.by_sector.pledge_count.sum() == len(whole.rows)


def test_a_share_has_its_interval_and_is_of_those_due_alone(ledger):
    result = found(ledger, SHARE)
    row = result.by_sector.set_index("sector").loc["residents"]
    assert (row.pledge_count, row.kept, row.due_count, row.kept_due_count) == (42, 12, 40, 10)
    # R: binom::binom.wilson(10, 40)
    assert (row.share_kept, row.share_lower, row.share_upper) == pytest.approx((25, 14.19, 40.19), abs=0.02)
    assert "10 of 40 pledges whose day has passed are stated to be kept: 25.0 of 100" in said(result)


def test_a_share_of_too_few_is_no_number_at_all(ledger):
    result = found(ledger, FEW)
    (row,) = result.by_county.itertuples()
    assert row.flag == Flag.UNSTABLE
    assert pd.isna([row.share_kept, row.share_lower, row.share_upper]).all()
    assert "5 of 29 pledges whose day has passed are stated to be kept, too few to say which share" in said(result)


def test_the_share_is_that_of_the_logframe_on_the_day_after_the_quarter(ledger):
    scope = replace(PUBLIC, name="partner", county_codes=(LOGFRAME,))
    by_measure = measured("share_pledges_kept", read_registers(ledger, scope, subject()), QUARTER)
    row = found(ledger, scope=scope, today=QUARTER.end + timedelta(1)).by_sector.iloc[0]
    assert row.due_count == by_measure.n == 40
    assert (row.share_kept, row.share_lower, row.share_upper) == (by_measure.value, by_measure.lower, by_measure.upper)


def test_what_falls_due_soon_and_what_passed_without_word(ledger):
    result = found(ledger, DUE)
    assert list(result.soon.days) == [0, SOON_DAYS]
    assert list(result.overdue.days) == [-3]
    assert "2 pledges fall due within 60 days; the day of 1 has passed" in said(result)


def test_a_pledge_of_a_day_to_come_is_left_out_and_that_is_said(ledger):
    result = found(ledger, COMING)
    assert len(result.rows) == 1
    assert "1 pledge is said to be signed on a day that has not come yet" in said(result)


def test_a_pledge_of_no_county_counts_by_sector_and_on_no_map(store):
    keep(store, PLEDGE, PLEDGED | {"record_id": "a", "county_code": None})
    result = found(store)
    assert (len(result.rows), result.by_county.pledge_count.sum(), result.by_sector.pledge_count.sum()) == (1, 0, 1)
    assert "1 pledge is of no single county" in said(result)


def test_sector_and_state_narrow_the_ledger_and_nothing_else(ledger):
    result = found(ledger, SHARE)
    assert list(result.rows_of("faith").sector) == ["faith"]
    assert (len(result.rows_of("", "kept")), len(result.rows_of("residents", "late")), len(result.rows_of())) == (
        12, 30, 43,
    )  # fmt: skip
    assert result.rows_of("police").empty


@SCOPES
def test_a_name_stands_only_where_consent_is_recorded(ledger, scope):
    rows = found(ledger, NAMES, scope=scope).rows
    assert list(rows.signatory) == list(rows.pledge_text)
    assert list(rows.signatory[rows.is_named]) == ["Ann"]


@SCOPES
def test_a_text_that_tells_a_name_without_consent_is_withheld_from_every_file(ledger, scope):
    result = found(ledger, TOLD, scope=scope)
    assert result.rows.is_withheld.all()
    tables = {"rows": result.rows, "overdue": result.overdue, "by_county": result.by_county, "said": result.sentences}
    files = register_csv(result.rows, result.held, scope) + register_json(tables, result.held, scope, result.method)
    assert files.count("withheld") > len(TELLING)
    for told in (CANARY, "akinyi", "akînyî"):
        assert told.lower() not in files.lower()


def test_the_store_itself_gives_out_no_name_without_consent(ledger):
    seen = ledger.read(records(PLEDGE), PUBLIC, county_codes=(TOLD,))
    assert len(seen) == 2 * len(TELLING)
    assert (
        seen.drop(columns="record_id")
        .astype(str)
        .apply(lambda one: one.str.contains("(?i)canary|ak[iî]ny"))
        .sum()
        .sum()
        == 0
    )
    with pytest.raises(NotAllowed):
        ledger.read(whole_records(PLEDGE), PUBLIC)


def test_a_text_that_tells_no_name_is_shown_and_so_is_every_text_of_who_agreed(ledger):
    rows = found(ledger, UNTOLD).rows
    assert sorted(rows.pledge_text[~rows.is_withheld]) == [
        f"I, {CANARY}, promise.", "Umoja first, traders next.", f"We walk the road with {CANARY}s.",
    ]  # fmt: skip
    assert rows.is_withheld.sum() == 1


@SCOPES
def test_a_whole_name_without_consent_is_withheld_from_the_texts_of_others_too(ledger, scope):
    rows = found(ledger, OTHERS, scope=scope).rows
    by_text = rows.set_index("pledge_text").evidence.to_dict()
    assert sorted(rows.pledge_text[~rows.is_withheld]) == sorted(
        ["Meet every month.", "We meet.", f"{CANARY}s and others.", f"With {CANARY.upper()}  wa Akinyi."]
    )
    assert by_text["We meet."] == ""
    assert rows.evidence[rows.is_withheld].tolist() == ["Minutes"]


def test_no_record_id_stands_in_the_ledger_since_a_name_may_stand_in_it(ledger):
    result = found(ledger, STANDING)
    assert CANARY not in register_csv(result.rows, result.held, PUBLIC)


def test_an_empty_register_is_an_empty_ledger(store):
    result = found(store)
    assert (len(result.rows), result.held.nature, result.by_sector.pledge_count.sum()) == (0, None, 0)
    assert "No pledge is due yet" in said(result)


def test_a_scope_of_some_counties_sees_no_pledge_of_others(ledger):
    result = found(ledger, scope=replace(PUBLIC, name="partner", county_codes=(DUE,)))
    assert (set(result.rows.county_code), list(result.by_county.county_code)) == ({DUE}, [DUE])


def test_a_share_stands_with_its_range():
    share = Estimate(25.0, 14.2, 40.2, 40, "Wilson")
    said = str(share_sentence(40, 10, 7, share))
    assert "10 of 40 pledges" in said
    assert "25.0 of 100 (likely 14.2 to 40.2); of 7 nobody has said what became." in said


def test_a_share_of_few_or_none_is_no_number():
    few = Estimate(None, None, None, 5, "Wilson", Flag.UNSTABLE)
    assert "2 of 5 pledges whose day has passed are stated to be kept, too few to say" in str(
        share_sentence(5, 2, 1, few)
    )
    none = Estimate(None, None, None, 0, "Wilson", Flag.NO_DATA)
    assert "No pledge is due yet" in str(share_sentence(0, 0, 0, none))


def test_pledges_without_a_day_are_said_only_where_there_are_some():
    counts = {"kept": 1, "partly": 2, "late": 3, "overdue": 4, "waiting": 5}
    (one,) = standing_sentences(counts, 0)
    assert str(one).startswith("15 pledges are recorded. Stated of them: 1 kept, 2 kept in part, 3 late.")
    assert [str(said)[:9] for said in standing_sentences(counts, 6)][1] == "6 pledges"


def test_every_kind_of_signatory_has_a_word_for_each_reason_to_stay_unnamed():
    assert set(REFUSED) == set(NO_CONSENT) == set(NO_NAME)
    assert len({*REFUSED.values(), *NO_CONSENT.values(), *NO_NAME.values()}) == 9
