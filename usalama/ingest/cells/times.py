"""When it happened, was reported, answered and closed: from the file's dates to our columns."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from usalama.ingest.cells.moments import Mask, Moments, Parsed, parse_moments
from usalama.ingest.incident_rows import Rows, is_valid
from usalama.model import Sentence

# A moment that may be off by more than this is in no particular hour.
HOUR_IS_KNOWN_WITHIN = np.timedelta64(60, "m")
NOTHING = np.datetime64("NaT", "us")


def add_times(rows: Rows) -> None:
    """Make the columns of time; refuse rows whose dates cannot be read or contradict each other."""
    start, end = _parsed(rows, "occurred_from"), _parsed(rows, "occurred_to")
    _refuse_faults(rows, "occurred_from", start)
    rows.refuse(np.isnat(start.earliest), "occurred_from", Sentence("The date is missing."))
    _refuse_faults(rows, "occurred_to", end)
    widened = _uncertain_days(rows)
    earliest = start.earliest - widened
    given_end = np.where(start.is_day_only, start.latest, np.where(widened > 0, start.latest, NOTHING))
    latest = np.where(np.isnat(end.latest), given_end + widened, end.latest)
    rows.refuse(latest < earliest, "occurred_to", Sentence("It ends before it begins."))
    rows.ours["occurred_from"] = pa.array(earliest)
    rows.ours["occurred_to"] = pa.array(latest)
    is_hour_known = ~start.is_day_only & ~(latest - earliest > HOUR_IS_KNOWN_WITHIN)
    _add_local(rows, earliest, is_hour_known)
    _add_answers(rows, earliest)


def _parsed(rows: Rows, ours: str) -> Parsed:
    rules = rows.rules
    return parse_moments(rows.texts(ours), rules.mapping.dates, rules.now, has_iso_dates=rows.block.has_iso_dates)


def _refuse_faults(rows: Rows, ours: str, parsed: Parsed) -> None:
    for where, reason in parsed.faults:
        rows.refuse(where, ours, reason)


def _uncertain_days(rows: Rows) -> npt.NDArray[np.timedelta64]:
    """By how much each row's date may be off, either way."""
    uncertain = rows.rules.mapping.dates.uncertain
    if uncertain is None:
        return np.zeros(len(rows), "timedelta64[us]")
    encoded = rows.their_texts((uncertain.column,)).dictionary_encode()
    days = [uncertain.days.get(word) for word in encoded.dictionary.to_pylist()]
    found = pa.array(days, pa.int64()).take(encoded.indices)
    known = is_valid(found)
    reason = Sentence("It is none of the words for uncertain dates: {known}.", {"known": ", ".join(uncertain.days)})
    texts = rows.their_texts((uncertain.column,))
    rows.findings.refuse(~known, uncertain.column, texts, reason)
    widened: npt.NDArray[np.timedelta64] = found.fill_null(0).to_numpy().astype("timedelta64[D]")
    return widened.astype("timedelta64[us]")


def _add_local(rows: Rows, earliest: Moments, is_hour_known: Mask) -> None:
    local = (
        pd.DatetimeIndex(earliest).tz_localize("UTC").tz_convert(rows.rules.country.time_zone).tz_localize(None)
    ).to_numpy()
    days = local.astype("datetime64[D]")
    rows.ours["occurred_on"] = pa.array(days)
    rows.ours["occurred_month"] = pa.array(days.astype("datetime64[M]").astype("datetime64[D]"))
    hours = (local - days).astype("timedelta64[h]").astype(np.int64)
    rows.ours["occurred_hour"] = pa.array(hours, mask=~is_hour_known | np.isnat(local))


def _add_answers(rows: Rows, earliest: Moments) -> None:
    """Make the moments of report, response and closing, which must follow each other."""
    reported, responded, closed = (_parsed(rows, name) for name in ("reported_at", "responded_at", "closed_at"))
    reported_at, responded_at = (
        _to_the_minute(rows, "reported_at", reported),
        _to_the_minute(rows, "responded_at", responded),
    )
    since = np.where(np.isnat(reported_at), earliest, reported_at)
    _refuse_faults(rows, "reported_at", reported)
    rows.refuse(reported_at < earliest, "reported_at", Sentence("It was reported before it happened."))
    _refuse_faults(rows, "responded_at", responded)
    rows.refuse(responded_at < since, "responded_at", Sentence("It was responded to before it was reported."))
    _refuse_faults(rows, "closed_at", closed)
    rows.refuse(closed.latest < since, "closed_at", Sentence("It was closed before it was reported."))
    rows.ours["reported_at"] = pa.array(reported_at)
    rows.ours["responded_at"] = pa.array(responded_at)
    rows.ours["closed_at"] = pa.array(closed.latest)


def _to_the_minute(rows: Rows, ours: str, parsed: Parsed) -> Moments:
    """The moments, without those of which only the day is known: no minutes can be counted from a day."""
    sentence = Sentence("{column} gives only a day; it was left empty.", {"column": rows.label(ours)})
    rows.notice(parsed.is_day_only & ~rows.findings.is_refused, sentence)
    moments: Moments = np.where(parsed.is_day_only, NOTHING, parsed.earliest)
    return moments
