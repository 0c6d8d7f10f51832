"""Dates and times as written in a file, to moments in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from usalama.ingest.cells.date_formats import example_of, has_offset, has_time, shape_of
from usalama.ingest.mapping_parts import Dates
from usalama.model import Sentence
from usalama.schema import EARLIEST_YEAR

Mask = npt.NDArray[np.bool_]
Moments = npt.NDArray[np.datetime64]

# How a reader writes out the cells that a spreadsheet itself marks as dates.
ISO_FORMATS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d")
NO_SUCH_DAY = {
    "year_first": Sentence("The calendar has no such day or time; the mapping reads the year first."),
    "day_first": Sentence("The calendar has no such day or time; the mapping reads the day first."),
    "month_first": Sentence("The calendar has no such day or time; the mapping reads the month first."),
}
ONE_DAY = pd.Timedelta(days=1)
ONE_SECOND = np.timedelta64(1, "s")
NOT_A_TIME = np.datetime64("NaT", "us")


@dataclass(frozen=True)
class Parsed:
    """What became of the dates in one column.

    Arguments:
        earliest: the moment, or the start of the local day where only the day is given; NaT if none.
        latest: the same moment, or the last second of that day.
        is_day_only: whether only the day is given.
        faults: masks of the values that cannot be used, each with its reason; the first that holds counts.
    """

    earliest: Moments
    latest: Moments
    is_day_only: Mask
    faults: tuple[tuple[Mask, Sentence], ...]


def parse_moments(texts: pa.Array, dates: Dates, now: datetime, *, has_iso_dates: bool = False) -> Parsed:
    """The moments that texts stand for, by the formats of a mapping and no others.

    Arguments:
        texts: trimmed texts, null where the file says nothing.
        dates: formats, time zone, and what to do with days without a time.
        now: nothing can have happened later.
        has_iso_dates: whether ISO dates are read besides, since the reader wrote them from typed cells.
    """
    formats = dates.formats + (ISO_FORMATS if has_iso_dates else ())
    earliest = np.full(len(texts), NOT_A_TIME)
    latest = earliest.copy()
    is_day_only = np.zeros(len(texts), bool)
    is_skipped_hour = np.zeros(len(texts), bool)
    left = np.flatnonzero(pc.is_valid(texts).to_numpy(zero_copy_only=False))
    for text_format in dict.fromkeys(formats):
        if left.size == 0:
            break
        read = pd.to_datetime(
            texts.take(pa.array(left)).to_pandas(), format=text_format, errors="coerce", utc=has_offset(text_format)
        )
        fits = read.notna().to_numpy()
        rows, read = left[fits], read[fits]
        earliest[rows] = _to_utc(read, dates)
        is_skipped_hour[rows] = np.isnat(earliest[rows])
        latest[rows] = earliest[rows]
        if not has_time(text_format):
            is_day_only[rows] = True
            latest[rows] = _to_utc(read + ONE_DAY, dates) - ONE_SECOND
        left = left[~fits]
    faults = _faults(texts, left, earliest, is_day_only, is_skipped_hour, dates, now)
    return Parsed(earliest, latest, is_day_only, faults)


def _to_utc(read: pd.Series, dates: Dates) -> Moments:
    if read.dt.tz is None:
        read = read.dt.tz_localize(dates.time_zone, ambiguous="NaT", nonexistent="NaT")
    utc: Moments = read.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy().astype("datetime64[us]")
    return utc


def _faults(
    texts: pa.Array,
    left: npt.NDArray[np.intp],
    earliest: Moments,
    is_day_only: Mask,
    is_skipped_hour: Mask,
    dates: Dates,
    now: datetime,
) -> tuple[tuple[Mask, Sentence], ...]:
    """The values that cannot be used, by reason."""
    unread = np.zeros(len(texts), bool)
    unread[left] = True
    shaped = unread & _has_shape(texts, dates.formats)
    start = np.datetime64(f"{EARLIEST_YEAR}-01-01", "us")
    first_moment = _to_utc(pd.Series([pd.Timestamp(start)]), dates)[0]
    last_moment = np.datetime64(now.replace(tzinfo=None), "us")
    faults = [
        (unread & ~shaped, Sentence("It is not a date as the mapping writes them: {examples}.", _examples(dates))),
        (shaped, NO_SUCH_DAY[dates.order]),
        (is_skipped_hour, Sentence("The clocks changed at that time, so it never was or was twice.")),
        (earliest > last_moment, Sentence("It lies in the future.")),
        (earliest < first_moment, Sentence("It lies before {year}.", {"year": str(EARLIEST_YEAR)})),
    ]
    if dates.date_only == "refuse":
        faults.append((is_day_only, Sentence("The time of day is missing.")))
    return tuple((mask, reason) for mask, reason in faults if mask.any())


def _examples(dates: Dates) -> dict[str, str]:
    return {"examples": " · ".join(example_of(text_format) for text_format in dates.formats)}


def _has_shape(texts: pa.Array, formats: tuple[str, ...]) -> Mask:
    pattern = "|".join(shape_of(text_format) for text_format in formats)
    found = pc.match_substring_regex(texts, pattern=pattern)
    shaped: Mask = pc.fill_null(found, False).to_numpy(zero_copy_only=False)
    return shaped
