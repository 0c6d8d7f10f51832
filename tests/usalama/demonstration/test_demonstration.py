"""The demonstration follows the published figures and looks like reports that people make."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from usalama.country import load_country
from usalama.country.categories import load_categories
from usalama.demonstration import make_rows, write_csv
from usalama.demonstration.programme import make_effect
from usalama.errors import InputRefused
from usalama.schema import INCIDENT, SETTLEMENT_TYPES
from usalama.settings import Settings

COUNTRY = load_country(Settings().country)
CATEGORIES = load_categories(COUNTRY.folder)
ROWS = 60_000
UNTIL = date(2026, 10, 1)
MOMENTS = ("occurred_from", "occurred_to", "reported_at", "responded_at", "closed_at")


def frames(row_count=ROWS):
    return make_rows(row_count, 1, UNTIL, COUNTRY, CATEGORIES)


def written(path, row_count=ROWS, seed=1, **more):
    return write_csv(path, row_count, seed, UNTIL, COUNTRY, CATEGORIES, **more)


@pytest.fixture(scope="module")
def rows():
    frame = pd.concat(frames(), ignore_index=True)
    for name in MOMENTS:
        frame[name] = pd.to_datetime(frame[name])
    return frame


@pytest.fixture(scope="module")
def per_published(rows, tmp_path_factory):
    """How many published incidents one row stands for, once those that nobody counts are left out."""
    return 1 / written(tmp_path_factory.mktemp("rows") / "rows.csv").scale, ~rows.status.isin(["rejected", "duplicate"])


def test_the_columns_are_those_of_our_own_import_file(rows):
    assert tuple(rows) == tuple(column.name for column in INCIDENT.columns if not column.is_ours)


@pytest.mark.parametrize("row_count", [1, 59, 5_000])
def test_exactly_as_many_rows_come_as_were_asked_for(row_count):
    assert sum(len(frame) for frame in frames(row_count)) == row_count


def test_every_row_has_an_id_of_its_own(rows):
    assert rows.source_record_id.is_unique


def test_the_same_arguments_give_the_same_file_and_another_seed_another(tmp_path):
    files = [tmp_path / name for name in ("first.csv", "again.csv", "other.csv")]
    for file, seed in zip(files, (7, 7, 8), strict=True):
        written(file, 3_000, seed)
    first, again, other = (file.read_bytes() for file in files)
    assert first == again
    assert first != other


def test_the_file_holds_the_same_rows(tmp_path, rows):
    heard = []
    note = written(tmp_path / "rows.csv", on_progress=heard.append)
    read = pd.read_csv(tmp_path / "rows.csv", dtype=str, keep_default_na=False)
    assert heard[-1] == note.row_count == len(read) == ROWS
    assert read.source_record_id.tolist() == rows.source_record_id.tolist()
    assert read.longitude.replace("", np.nan).astype(float).tolist() == pytest.approx(
        rows.longitude.tolist(), nan_ok=True
    )
    assert set(read.is_drug_related) == {"true", "false", ""}
    assert read.occurred_from.str.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:00\+03:00").all()


def test_yearly_totals_follow_the_published_ones_and_stay_at_the_last(rows, per_published):
    weight, is_counted = per_published
    by_year = rows[is_counted].groupby(rows.occurred_from.dt.year).size() * weight
    published = {2022: 88083, 2023: 104842, 2024: 101220, 2025: 101220}
    for year, total in published.items():
        assert by_year[year] == pytest.approx(total, rel=0.03)


@pytest.mark.parametrize(
    ("category", "published"),
    [
        ("stealing", 17560),
        ("homicide", 3015),
        ("stock_theft", 101220 * 2679 / 88083),
        ("robbery", 101220 * 3988 / 104842),
    ],
)
def test_the_mix_of_2024_follows_what_was_published_for_it_or_last(rows, per_published, category, published):
    weight, is_counted = per_published
    count = (is_counted & (rows.occurred_from.dt.year == 2024) & (rows.category_code == category)).sum()
    assert count * weight == pytest.approx(published, abs=4 * weight * np.sqrt(count))


def test_counties_have_their_published_shares(rows):
    shares = rows.county_code.value_counts(normalize=True)
    assert shares["047"] == pytest.approx(8512 / 88083, rel=0.06)
    assert shares["042"] == pytest.approx(2038 / 88083, rel=0.10)
    assert shares["009"] == pytest.approx(337 / 88083, rel=0.25)
    assert len(shares) == len(COUNTRY.counties)


def test_every_point_lies_inside_its_county(rows):
    placed = rows.dropna(subset=["longitude"])
    located = COUNTRY.locate(placed.longitude.to_numpy(), placed.latitude.to_numpy())
    assert (located.outcome == "point").all()
    assert (located.county_code == placed.county_code.to_numpy(object)).all()


def test_every_constituency_lies_in_its_county(rows):
    county_of = {one.code: one.county_code for one in COUNTRY.constituencies}
    named = rows.dropna(subset=["constituency_code"])
    assert (named.constituency_code.map(county_of) == named.county_code).all()


def test_points_are_as_precise_as_they_say(rows):
    has_point = rows.location_precision.isin(["exact", "street", "locality"])
    assert (rows.longitude.notna() == has_point).all()
    coarse = rows[rows.location_precision == "locality"]
    assert np.allclose(coarse.longitude, coarse.longitude.round(2), atol=1e-9)
    assert (rows[rows.location_precision == "county"].constituency_code.isna()).all()


def test_moments_follow_each_other_and_end_with_the_data(rows):
    assert (rows.occurred_from.dt.tz_localize(None) >= "2021-11-01").all()
    assert max(rows[name].max() for name in MOMENTS) < pd.Timestamp("2026-11-01", tz="Africa/Nairobi")
    for earlier, later in (("occurred_from", "occurred_to"), ("occurred_from", "reported_at")):
        assert not (rows[later] < rows[earlier]).any()
    assert not (rows.responded_at <= rows.reported_at).any()
    assert not (rows.closed_at < rows.responded_at).any()
    assert rows[rows.responded_at.notna()].reported_at.notna().all()


def test_rows_come_in_order_of_time(rows):
    assert rows.occurred_from.is_monotonic_increasing


def test_three_in_ten_are_never_reached_and_three_in_ten_never_closed(rows):
    assert rows.responded_at.isna().mean() == pytest.approx(0.3, abs=0.03)
    assert rows.closed_at.isna().mean() == pytest.approx(0.3, abs=0.03)
    assert rows[rows.responder == "none"].responded_at.isna().all()


def test_responders_take_different_times(rows):
    minutes = (rows.responded_at - rows.reported_at).dt.total_seconds() / 60
    medians = minutes.groupby(rows.responder).median()
    assert medians["residents"] < medians["private_security"] < medians["police"]


def test_reports_come_late_with_a_long_tail(rows):
    hours = (rows.reported_at - rows.occurred_from).dt.total_seconds() / 3600
    assert hours.quantile(0.5) < 12
    assert hours.quantile(0.99) > 24 * 14


def test_most_are_verified_fresh_ones_less_so_and_a_few_are_no_incident(rows):
    is_fresh = rows.occurred_from >= pd.Timestamp("2026-10-22", tz="Africa/Nairobi")
    is_verified = rows.status.isin(["verified", "responding", "resolved"])
    assert is_verified.mean() > 0.9
    assert is_verified[is_fresh].mean() < 0.85
    assert 0 < rows.status.isin(["rejected", "duplicate"]).mean() < 0.03
    assert (rows[rows.status == "resolved"].closed_at.notna()).all()


def test_flags_are_true_false_or_unknown(rows):
    for name in ("is_drug_related", "is_youth_involved", "is_firearm_involved"):
        assert rows[name].isna().mean() == pytest.approx(0.25, abs=0.02)
        assert set(rows[name].dropna()) == {True, False}


def test_settlement_types_are_known_for_a_part_and_rural_outside_cities_only(rows):
    kinds = rows.settlement_type
    assert kinds.isna().mean() == pytest.approx(0.4, abs=0.01)
    assert set(kinds.dropna()) == set(SETTLEMENT_TYPES)
    in_mombasa = kinds[rows.county_code == "001"].dropna()
    assert not (in_mombasa == "rural").any()
    assert (in_mombasa == "estate").mean() == pytest.approx(0.4, abs=0.05)


def test_thefts_of_an_unknown_hour_are_intervals(rows):
    assert rows[rows.category_code == "breaking"].occurred_to.notna().mean() == pytest.approx(0.7, abs=0.05)
    assert rows[rows.category_code == "assault"].occurred_to.notna().mean() < 0.1


def test_robbery_is_of_the_night_and_stealing_of_the_day(rows):
    hour = rows.occurred_from.dt.hour
    is_night = (hour >= 18) | (hour < 6)
    assert is_night[rows.category_code == "robbery"].mean() > 0.7
    assert is_night[rows.category_code == "stealing"].mean() < 0.4


def test_december_is_busier_than_november(rows):
    months = rows.occurred_from.dt.month.value_counts()
    assert months[12] / 31 > months[11] / 30


def test_words_are_those_of_the_schema_and_nobody_wrote_a_story(rows):
    for name in ("status", "responder", "location_precision"):
        assert set(rows[name]) <= set(INCIDENT.column(name).allowed)
    assert set(rows.narrative) == {"Synthetic row."}
    for code in set(rows.category_code):
        CATEGORIES.category(code)


def test_no_rows_at_all_are_refused():
    with pytest.raises(InputRefused, match="at least one row"):
        next(frames(row_count=0))


def test_counties_that_joined_have_fewer_incidents_beside_the_others(rows):
    """About 0.85 of what they had, in comparison with the counties that never joined; 1 would be no effect."""
    effect = make_effect(1, UNTIL, COUNTRY)
    month, last = rows.occurred_from.dt.strftime("%Y-%m"), "2026-05"
    is_before, is_after = month < f"{min(effect.joined.values()):%Y-%m}", month >= last
    joined = [code for code, day in effect.joined.items() if f"{day:%Y-%m}" <= last]
    is_joined, is_other = rows.county_code.isin(joined), ~rows.county_code.isin(list(effect.joined))
    odds = [(is_joined & when).sum() / (is_other & when).sum() for when in (is_after, is_before)]
    assert odds[0] / odds[1] == pytest.approx(0.85, abs=0.06)
