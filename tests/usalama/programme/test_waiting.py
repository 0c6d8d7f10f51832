"""What waits for a decision: counted as the pages count it, of one nature, and no more than each scope may see."""

from datetime import date, timedelta

import pandas as pd
import pytest

from components.shell.menu import ENTRIES
from tests.examples import KENYA, OPERATOR, subject
from tests.register_records import TODAY, keep, keep_all
from tests.stores import new_store
from usalama.access import public_scope
from usalama.actions.clerk import Clerk
from usalama.actions.import_cover import CoverFile, import_cover
from usalama.language import LANGUAGES, load_language
from usalama.model import Nature
from usalama.programme.asks import asks
from usalama.programme.charter import charter
from usalama.programme.progress.accreditation import accreditation
from usalama.programme.waiting import waiting
from usalama.programme.waiting_words import (
    ADDRESSES,
    ASKS,
    COVER,
    PLEDGES,
    RECOGNITION,
    WAITING_WORDS,
    asks_waiting,
    cover_waiting,
    finding_of,
    pledges_waiting,
    recognition_waiting,
)
from usalama.registers import ASK, ASSOCIATION, PLEDGE, STAGE

PUBLIC = public_scope(TODAY)
SCOPES = pytest.mark.parametrize("scope", [PUBLIC, OPERATOR], ids=["public", "operator"])
KISUMU, NAIROBI, MOMBASA, KWALE, KILIFI, TANA, LAMU = "042", "047", "001", "002", "003", "004", "005"
HEADER = "county,area_name,kind,weekdays,from_hour,to_hour,people,valid_from,valid_to"
# Half of each day is covered in nine areas of Kisumu and in two of Nairobi.
SHIFTS = [f"Kisumu,{area},guard,daily,00:00,12:00,4,2024-01-01," for area in "ABCDEFGHI"]
SHIFTS += [f"Nairobi,{area},guard,daily,00:00,12:00,4,2024-01-01," for area in "AB"]


def ago(days):
    return TODAY - timedelta(days)


def pledge(county, **changed):
    base = {"sector": "faith", "signed_on": ago(400), "state": "no_word", "pledge_text": "Meet.", "county_code": county}
    return base | {"is_person": False} | changed


def ask(county, **changed):
    return {"kind": "lighting", "county_code": county, "addressed_to": "Office", "asked_on": ago(90)} | changed


def stage(county, whose, reached, days, **changed):
    base = {"pipeline": "accreditation", "county_code": county, "association_id": whose, "stage": reached}
    return base | {"reached_on": None if days is None else ago(days)} | changed


STAGES = [
    # Kisumu's association is recognised, but the county's own record, which decides, waits.
    stage(KISUMU, "k", "recognised", 5), stage(KISUMU, None, "applied", 70),
    # Recognised by the furthest of its associations.
    stage(NAIROBI, "n", "recognised", 5), stage(NAIROBI, "n2", "applied", 900),
    # Went back: what was reached last counts.
    stage(MOMBASA, "m", "recognised", 50), stage(MOMBASA, "m", "lapsed", 20),
    # Only planned, so the county stands at the beginning whatever its association has.
    stage(KWALE, None, "applied", None, planned_on=TODAY), stage(KWALE, "w", "recognised", 5),
    # Of one day the later stage counts.
    stage(KILIFI, "f", "recognised", 5), stage(KILIFI, "f", "agreement", 5),
    # Of the rollout, and so no recognition.
    {"pipeline": "rollout", "county_code": TANA, "stage": "active", "reached_on": ago(5)},
    # No association of the register lies there.
    stage(LAMU, "gone", "applied", 999),
]  # fmt: skip
OWNERS = {"k": KISUMU, "n": NAIROBI, "n2": NAIROBI, "m": MOMBASA, "w": KWALE, "f": KILIFI, "t": TANA}
PLEDGED = [
    pledge(KISUMU, due_on=ago(30)), pledge(KISUMU, due_on=ago(1)), pledge(KISUMU, due_on=TODAY), pledge(KISUMU),
    pledge(KISUMU, due_on=ago(300), state="late"), pledge(KISUMU, due_on=ago(300), state="kept"),
    pledge(KISUMU, due_on=ago(5), signed_on=TODAY + timedelta(1)),
    pledge(None, due_on=ago(200)), pledge(NAIROBI, due_on=ago(350)),
]  # fmt: skip
ASKED = [
    ask(KISUMU), ask(KISUMU, asked_on=ago(400)), ask(KISUMU, asked_on=ago(900), acknowledged_on=ago(800)),
    ask(KISUMU, asked_on=TODAY + timedelta(3)), ask(NAIROBI, asked_on=ago(10), promised_on=TODAY + timedelta(1)),
    ask(MOMBASA, asked_on=ago(10), delivered_on=ago(1)),
]  # fmt: skip


def numbered(records):
    return [one | {"record_id": f"r{number}"} for number, one in enumerate(records)]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Only for reading."""
    folder = tmp_path_factory.mktemp("waiting")
    store, path = new_store(folder / "store"), folder / "cover.csv"
    whose = [{"record_id": name, "name": name, "county_code": county} for name, county in OWNERS.items()]
    registers = {PLEDGE: numbered(PLEDGED), ASK: numbered(ASKED), ASSOCIATION: whose, STAGE: numbered(STAGES)}
    keep_all(store, registers)
    path.write_text("\n".join([HEADER, *SHIFTS]))
    clerk = Clerk(store, OPERATOR, "tester", date(2025, 1, 1), KENYA, is_upload=False)
    assert import_cover(clerk, CoverFile(path, "Estates", Nature.TEST)).rejected == 0
    return store


def found(store, *counties, scope=PUBLIC):
    return waiting(store, scope, counties, subject(), TODAY)


def told(store, *counties, scope=PUBLIC):
    return {one.kind: (one.count, one.whole, one.days) for one in found(store, *counties, scope=scope).items}


@SCOPES
def test_each_kind_is_counted_with_of_how_many_and_the_oldest(filled, scope):
    counts = told(filled, scope=scope)
    assert counts[PLEDGES] == (4, 8, 350)
    assert counts[ASKS] == (3, 5, 400)
    assert counts[RECOGNITION] == (4, 6, 70)


def test_a_chosen_county_has_its_own_and_what_is_of_the_whole_programme(filled):
    counts = told(filled, KISUMU)
    assert counts[PLEDGES] == (3, 7, 200)
    assert counts[ASKS] == (2, 3, 400)
    assert counts[RECOGNITION] == (1, 1, 70)
    assert RECOGNITION not in told(filled, LAMU)


@pytest.mark.parametrize("counties", [(), (KISUMU,), (NAIROBI, KWALE), (MOMBASA,)])
def test_the_pages_count_the_same(filled, counties):
    asked = (filled, PUBLIC, counties, subject(), TODAY)
    counts, pledges, board = told(filled, *counties), charter(*asked), asks(*asked).board
    days = None if pledges.overdue.empty else -int(pledges.overdue.days.min())
    assert counts[PLEDGES] == (len(pledges.overdue), len(pledges.rows), days)
    assert counts.get(ASKS, (0,))[0] == int((board.state == "asked").sum())
    standing = accreditation(*asked).counties
    with_associations = standing[standing.county_code.isin(OWNERS.values())]
    expected = (int((with_associations.stage != "recognised").sum()), len(with_associations))
    assert counts[RECOGNITION][:2] == expected


def test_the_operator_sees_all_recorded_hours_and_the_public_those_of_enough_areas(filled):
    assert told(filled, NAIROBI, scope=OPERATOR)[COVER] == (50, 100, None)
    hidden = next(one for one in found(filled, NAIROBI).items if one.kind == COVER)
    assert (hidden.count, "fewer than 8 areas" in str(hidden.sentence)) == (None, True)
    assert "number of areas: 10" in str(found(filled).items[-1].sentence)
    assert "number of areas: 11" in str(found(filled, scope=OPERATOR).items[-1].sentence)
    assert "on duty" not in str(found(filled, NAIROBI).finding)


def test_the_public_hears_of_hours_in_steps_of_five(tmp_path):
    store, path = new_store(tmp_path / "store"), tmp_path / "cover.csv"
    rows = [f"Kisumu,{area},guard,daily,00:00,14:00,4,2024-01-01," for area in "ABCDEFGH"]
    path.write_text("\n".join([HEADER, *rows]))
    clerk = Clerk(store, OPERATOR, "tester", date(2025, 1, 1), KENYA, is_upload=False)
    import_cover(clerk, CoverFile(path, "Estates", Nature.TEST))
    assert (told(store)[COVER][0], told(store, scope=OPERATOR)[COVER][0]) == (40, 42)


def test_records_of_two_natures_never_stand_in_one_answer(tmp_path):
    store = new_store(tmp_path / "store")
    keep(store, PLEDGE, *numbered([pledge(KISUMU, due_on=ago(30))]), nature=Nature.TEST)
    keep(store, ASK, *numbered([ask(KISUMU)]), nature=Nature.SYNTHETIC)
    result = found(store)
    assert [one.kind for one in result.items] == [PLEDGES]
    assert result.held.nature is Nature.TEST
    assert "A synthetic register" in str(result.held.notes[0])


def test_what_is_empty_says_that_nothing_is_recorded(tmp_path):
    result = found(new_store(tmp_path / "store"))
    assert (result.items, result.held.nature) == ((), None)
    assert str(result.finding) == "Nothing is recorded here of pledges, asks, associations or cover."


def test_the_rows_say_where_each_is_shown(filled):
    rows = found(filled).held.rows
    assert list(rows.kind) == [PLEDGES, ASKS, RECOGNITION, COVER] == list(WAITING_WORDS)
    assert all(ENTRIES[page].tab(tab).code == tab for page, tab in ADDRESSES.values())
    assert rows.oldest_days.isna().tolist() == [False, False, False, True]


def test_one_county_is_named_in_the_finding(filled):
    assert str(found(filled, KISUMU).finding).startswith("Waiting for a decision in Kisumu: 3 pledges past")
    assert str(found(filled).finding).startswith("Waiting for a decision: 4 pledges past")


@pytest.mark.parametrize("language", [load_language(code) for code in LANGUAGES], ids=LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 2])
@pytest.mark.parametrize("whole", [1, 9])
@pytest.mark.parametrize("days", [None, 12])
def test_every_sentence_is_whole_in_every_language(language, count, whole, days):
    items = (
        pledges_waiting(count, whole, days), asks_waiting(count, whole, days),
        recognition_waiting(count, whole, days), cover_waiting(count, whole),
    )  # fmt: skip
    said = [language.say(one.sentence) for one in items] + [language.say(finding_of(items, ("Kisumu",)))]
    assert all(text.endswith(".") and "{" not in text and "None" not in text.split("; ")[0] for text in said)
    assert language.code == "en" or not any(word in " ".join(said) for word in ("pledge", "answer", "recognition"))


def test_one_is_told_in_the_singular():
    assert "1 of 9 pledges is past its day" in str(pledges_waiting(1, 9, 3).sentence)
    assert "2 of 9 pledges are past their day" in str(pledges_waiting(2, 9, 3).sentence)


def test_nothing_that_waits_is_good_news():
    items = (pledges_waiting(0, 9, None), asks_waiting(0, 9, None))
    assert str(finding_of(items, ())) == "Nothing that is recorded waits for a decision."
    assert "Every ask has had an answer." in [str(one.sentence) for one in items]


def test_the_oldest_is_missing_where_nobody_waits(filled):
    row = found(filled, TANA).held.rows.set_index("kind").loc[RECOGNITION]
    assert (int(row.waiting_count), pd.isna(row.oldest_days)) == (1, True)
