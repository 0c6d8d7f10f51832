"""Verdicts by construction: what is planted in invented rows is found, and nothing is found in rows that are not real.

The rows are invented here; only so can a test know what is true of them.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

import pytest

from tests.examples import KISUMU, MOMBASA, NAIROBI, NAKURU, OPERATOR, PUBLIC, incident, store_rows, subject
from tests.stores import new_store
from usalama.claims import Chart, Claim, Verdict, check_claims, load_claims
from usalama.claims.checker import unreal_sentence
from usalama.errors import NothingFound
from usalama.model import Flag, Nature
from usalama.store import Store

SUBJECT = subject()
SCOPES = pytest.mark.parametrize("scope", [PUBLIC, OPERATOR], ids=lambda scope: scope.name)
YEARS = (2022, 2023, 2024)
# Of 60 assaults of a month, by year: how many are known to involve each.
FIREARM = (8, 12, 18)
YOUTH = (15, 15, 15)
# Drugs are written down more and more often, and play a part in a third of what is written down all along.
DRUG_UNKNOWN = (30, 20, 10)
THEFTS_PER_MILLION = 40
TIMES_THE_REST = {KISUMU: 0.2, MOMBASA: 3.0}
PEACE_BEFORE, PEACE_AFTER, TROUBLE_AFTER = 20, 8, 40
MINUTES = {"residents": 10, "police": 70}


def planted(source: str = "x"):
    numbers = count()

    def row(day: date, **changes: object):
        return incident(f"{source}-{next(numbers)}", day, **changes)

    yield from _assaults(row)
    yield from _thefts(row)
    # The data go on to the end of the year.
    yield row(date(2024, 12, 31))
    for month in range(1, 13):
        for year in (2023, 2024):
            for county, after in ((NAKURU, PEACE_AFTER), (KISUMU, TROUBLE_AFTER), (MOMBASA, PEACE_BEFORE)):
                for _ in range(PEACE_BEFORE if year == 2023 else after):
                    yield row(
                        date(year, month, 20), county_code=county, category_code="robbery", category_group="violent"
                    )


def _assaults(row):
    for place, year in enumerate(YEARS):
        for month in range(1, 13):
            for number in range(60):
                known_drugs = (60 - DRUG_UNKNOWN[place]) // 3
                yield row(
                    date(year, month, 10),
                    category_code="assault",
                    category_group="violent",
                    is_firearm_involved=None if number >= 50 else number < FIREARM[place],
                    is_youth_involved=None if number >= 50 else number < YOUTH[place],
                    is_drug_related=None
                    if number < DRUG_UNKNOWN[place]
                    else number < DRUG_UNKNOWN[place] + known_drugs,
                )


def _thefts(row):
    """Alike for all people in 2024, but for two counties; residents come sooner than the police."""
    for county in SUBJECT.country.counties:
        wanted = (
            SUBJECT.country.population(county.place, date(2024, 7, 1))
            / 1e6
            * THEFTS_PER_MILLION
            * TIMES_THE_REST.get(county.code, 1)
        )
        for number in range(round(wanted)):
            responder = "police" if number % 2 else "residents"
            made = row(date(2024, number % 12 + 1, 5), county_code=county.code, responder=responder)
            made["responded_at"] = made["reported_at"] + timedelta(minutes=MINUTES[responder] * (1 + number % 3) / 2)
            yield made


@pytest.fixture(scope="module")
def real_store(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("real") / "store")
    store_rows(store, planted(), nature="real")
    return store


def claim(check: dict[str, object], name: str = "a-claim") -> Claim:
    return Claim(
        id=name,
        claim="It is so.",
        wording="paraphrase",
        said_by="Somebody",
        said_on="2025-06",
        source="Notes",
        settled_by="More.",
        check=check,
    )


def answer(store: Store, scope, **check: object):
    return check_claims(store, scope, (), SUBJECT, (claim(check),)).answers[0]


def trend(store: Store, scope, flag: str, expects: str, **more: object):
    return answer(store, scope, kind="flag_trend", flag=flag, expects=expects, categories=["assault"], **more)


@SCOPES
def test_a_planted_rise_supports_a_claim_of_a_rise_and_contests_one_of_a_fall(real_store, scope):
    rose, fell = (trend(real_store, scope, "firearm", expects) for expects in ("rose", "fell"))
    assert rose.unreal is None
    assert (rose.verdict, fell.verdict) == (Verdict.SUPPORTED, Verdict.CONTESTED)
    estimate = rose.finding.estimate
    assert 1 < estimate.lower < 1.5 < estimate.upper
    assert str(rose.finding.sentence).startswith("Reports of this kind rose")
    assert (rose.finding.period.start, rose.finding.period.end) == (date(2022, 1, 1), date(2024, 12, 31))


@SCOPES
def test_no_change_contests_a_claim_of_a_rise(real_store, scope):
    found = trend(real_store, scope, "youth", "rose")
    assert found.verdict is Verdict.CONTESTED
    assert "No clear change" in str(found.finding.sentence)


def test_what_is_only_written_down_more_often_does_not_support_a_rise(real_store):
    found = trend(real_store, OPERATOR, "drug", "rose")
    known = found.finding.rows.incident_count
    assert known.iloc[-12:].sum() > 1.5 * known.iloc[:12].sum()
    assert found.verdict is Verdict.CONTESTED
    assert "rose" not in str(found.finding.sentence)
    assert "50 in 100 reports of the first year and 17" in str(found.finding.notes[0])


@SCOPES
def test_unknown_is_not_read_as_no(real_store, scope):
    found = answer(real_store, scope, kind="flag_trend", flag="firearm", expects="rose")
    assert found.verdict is Verdict.NOT_MEASURABLE
    assert "nobody wrote down" in str(found.finding.sentence)


@SCOPES
@pytest.mark.parametrize(
    ("place", "expects", "verdict"),
    [
        (KISUMU, "lower", Verdict.SUPPORTED),
        (KISUMU, "higher", Verdict.CONTESTED),
        (MOMBASA, "higher", Verdict.SUPPORTED),
        (MOMBASA, "lower", Verdict.CONTESTED),
        (NAIROBI, "higher", Verdict.CONTESTED),
        (NAIROBI, "lower", Verdict.CONTESTED),
    ],
)
def test_a_place_is_answered_with_a_range_on_the_side_it_was_planted(real_store, scope, place, expects, verdict):
    check = {"kind": "rate_against_the_country", "place": f"county:{place}", "expects": expects}
    found = answer(real_store, scope, **check, categories=["stealing"])
    assert found.verdict is verdict
    estimate = found.finding.estimate
    assert None not in (estimate.value, estimate.lower, estimate.upper)
    assert found.finding.chart is Chart.RATES
    assert len(found.finding.rows) == 2
    assert (found.finding.rows.rate_lower < found.finding.rows.rate_upper).all()


def test_a_place_with_a_hidden_number_is_not_measurable_for_the_public(real_store):
    check = {"kind": "rate_against_the_country", "place": "county:005", "expects": "lower", "categories": ["stealing"]}
    assert answer(real_store, PUBLIC, **check).verdict is Verdict.NOT_MEASURABLE


@SCOPES
def test_who_is_faster_is_found(real_store, scope):
    check = {"kind": "response_comparison", "within_minutes": 30}
    right = answer(real_store, scope, **check, faster="residents", slower="police")
    wrong = answer(real_store, scope, **check, faster="police", slower="residents")
    missing = answer(real_store, scope, **check, faster="private_security", slower="police")
    assert (right.verdict, wrong.verdict) == (Verdict.SUPPORTED, Verdict.CONTESTED)
    assert missing.verdict is Verdict.NOT_MEASURABLE
    assert right.finding.estimate.lower > 0.5
    assert list(right.finding.rows.responder) == ["residents", "police"]


@SCOPES
@pytest.mark.parametrize(
    ("place", "expects", "verdict", "words"),
    [
        (NAKURU, "fell", Verdict.SUPPORTED, "reports fell"),
        (NAKURU, "not_risen", Verdict.SUPPORTED, "reports fell"),
        (KISUMU, "not_risen", Verdict.CONTESTED, "reports rose"),
        (KISUMU, "fell", Verdict.CONTESTED, "reports rose"),
        (MOMBASA, "fell", Verdict.CONTESTED, "no clear change"),
        (MOMBASA, "not_risen", Verdict.SUPPORTED, "a large rise is ruled out"),
    ],
)
def test_months_since_a_day_are_compared_with_the_same_months_before(real_store, scope, place, expects, verdict, words):
    check = {"kind": "change_since", "place": f"county:{place}", "since": "2024-01-01", "expects": expects}
    found = answer(real_store, scope, **check, categories=["robbery"])
    assert found.verdict is verdict
    assert words in str(found.finding.sentence)
    assert found.finding.period.start == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (None, "without the date"),
        ("2024-09-15", "too soon"),
        ("2022-03-01", "do not reach back"),
        ("2022-06-01", "do not"),
    ],
)
def test_without_a_date_or_enough_months_nothing_is_said(real_store, since, words):
    check = {"kind": "change_since", "place": f"county:{NAKURU}", "since": since, "expects": "fell"}
    found = answer(real_store, OPERATOR, **check)
    assert found.verdict is Verdict.NOT_MEASURABLE
    assert words in str(found.finding.sentence)


def test_few_reports_that_could_hide_a_rise_are_no_peace(real_store):
    check = {"kind": "change_since", "place": "county:001", "since": "2024-01-01", "expects": "not_risen"}
    found = answer(real_store, OPERATOR, **check, categories=["abduction"])
    assert found.verdict is Verdict.NOT_MEASURABLE


def test_a_claim_about_a_place_or_category_nobody_knows_says_so_and_the_others_stand(real_store):
    checks = [
        {"kind": "rate_against_the_country", "place": "city:atlantis", "expects": "lower"},
        {"kind": "flag_trend", "flag": "youth", "expects": "rose", "categories": ["gossip"]},
        {"kind": "not_measurable", "why": "Nobody {counted} it."},
        {"kind": "flag_trend", "flag": "firearm", "expects": "rose", "categories": ["assault"]},
    ]
    claims = tuple(claim(check, f"claim-{number}") for number, check in enumerate(checks))
    answers = check_claims(real_store, OPERATOR, (), SUBJECT, claims).answers
    assert [one.verdict for one in answers] == [*[Verdict.NOT_MEASURABLE] * 3, Verdict.SUPPORTED]
    assert "atlantis" in str(answers[0].finding.sentence)
    assert "gossip" in str(answers[1].finding.sentence)
    assert str(answers[2].finding.sentence) == "Nobody {counted} it."


def test_a_source_that_begins_between_makes_a_change_not_measurable(tmp_path):
    store = new_store(tmp_path / "store")
    store_rows(store, planted(), nature="real", source_id="police")
    app = [incident(f"app-{number}", date(2024, 3 + number % 10, 8), category_code="assault") for number in range(300)]
    store_rows(store, app, batch_id="second", source_id="app", nature="real")
    rose = trend(store, OPERATOR, "firearm", "rose")
    since = answer(store, OPERATOR, kind="change_since", place="county:032", since="2024-01-01", expects="fell")
    for found in (rose, since):
        assert found.verdict is Verdict.NOT_MEASURABLE
        assert "The source app began or ended" in str(found.finding.sentence)


def test_one_year_is_too_short_for_a_trend(tmp_path):
    store = new_store(tmp_path / "store")
    rows = [incident(f"r{number}", date(2024, number % 12 + 1, 8), is_firearm_involved=True) for number in range(600)]
    store_rows(store, rows, nature="real")
    found = answer(store, PUBLIC, kind="flag_trend", flag="firearm", expects="rose")
    assert found.verdict is Verdict.NOT_MEASURABLE
    assert "two whole years" in str(found.finding.sentence)


@pytest.mark.parametrize(("nature", "words"), [("synthetic", "demonstration data"), ("test", "test data")])
def test_rows_that_are_not_real_settle_nothing(tmp_path, nature, words):
    store = new_store(tmp_path / "store")
    store_rows(store, planted(), nature=nature)
    for scope in (OPERATOR, PUBLIC):
        found = trend(store, scope, "firearm", "rose")
        assert found.verdict is Verdict.NOT_MEASURABLE
        assert words in str(found.unreal)
        assert found.finding.verdict is Verdict.SUPPORTED
        launch = check_claims(store, scope, (), SUBJECT, load_claims().claims).answers
        assert {one.verdict for one in launch} == {Verdict.NOT_MEASURABLE}
        assert all(one.unreal is not None for one in launch)


def test_public_answers_are_made_of_disclosed_counts(real_store):
    firearm = trend(real_store, PUBLIC, "firearm", "rose").finding.rows
    assert (firearm.incident_count.dropna() % 5 == 0).all()
    place = answer(real_store, PUBLIC, kind="rate_against_the_country", place=f"county:{MOMBASA}", expects="higher")
    assert (place.finding.rows.incident_count % 5 == 0).all()
    calls = answer(real_store, PUBLIC, kind="response_comparison", faster="residents", slower="police")
    assert (calls.finding.rows.call_count % 5 == 0).all()


def test_the_newest_month_waits_until_it_is_over(tmp_path):
    store = new_store(tmp_path / "store")
    rows = [row for row in planted() if row["occurred_on"] < date(2024, 12, 15)]
    store_rows(store, rows, nature="real")
    found = trend(store, OPERATOR, "firearm", "rose")
    assert found.finding.period.end == date(2024, 11, 30)


def test_an_empty_store_has_nothing_to_check(tmp_path):
    with pytest.raises(NothingFound):
        check_claims(new_store(tmp_path / "store"), OPERATOR, (), SUBJECT, load_claims().claims)


def test_a_number_too_small_never_bears_a_verdict(real_store):
    check = {
        "kind": "flag_trend",
        "flag": "firearm",
        "expects": "rose",
        "place": "county:005",
        "categories": ["assault"],
    }
    found = answer(real_store, OPERATOR, **check)
    assert found.verdict is Verdict.NOT_MEASURABLE
    assert found.finding.estimate is None or found.finding.estimate.flag is not Flag.OK


def test_why_unreal_rows_settle_nothing_is_said():
    assert "demonstration data" in str(unreal_sentence(Nature.SYNTHETIC))
    assert "test data" in str(unreal_sentence(Nature.TEST))
