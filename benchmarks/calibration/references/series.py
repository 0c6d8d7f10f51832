"""Months in a row: season, trend, changes of level, and what comes next; hours on a clock."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from benchmarks.calibration.references.comparison import Comparison, Known, against
from usalama.stats.hours.clock_hours import aoristic_hours, mean_hour
from usalama.stats.series.level_change import level_changes
from usalama.stats.series.rate_trend import yearly_trend
from usalama.stats.series.season import decompose_logs, mean_absolute_scaled_error, seasonal_errors, seasonal_naive


def season(known: Known) -> Comparison:
    given = known["input"]
    found = decompose_logs(np.log(np.array(given["y"], float)), given["period"], given["s_window"], False)
    ours = {
        "seasonal_first12": found.season[:12],
        "trend_first12": found.trend[:12],
        "seasonal_last12": found.season[-12:],
        "trend_last12": found.trend[-12:],
    }
    return against(known, ours)


def trend(known: Known) -> Comparison:
    counts, time = (np.array(known["input"][name], float) for name in ("y", "t"))
    found = yearly_trend(counts[None], np.ones(counts.size), time, harmonics=1)
    ours = {
        "rr_per_12": found.value[0],
        "se_t_quasi": found.quasi_error[0] / 12,
        "dispersion": found.dispersion[0],
    }
    return against(known, ours)


def change_of_level(known: Known) -> Comparison:
    """Positions count from 1 there and from 0 here."""
    last_before = level_changes(np.array(known["input"]["y"], float)).last_before
    ours = {
        "n_breaks_bic": len(last_before),
        "break_index_1based": last_before[0] + 1,
        "year_last_of_first_regime": known["input"]["start"] + last_before[0],
    }
    return against(known, ours)


def next_months(known: Known) -> Comparison:
    """The forecast and its error are ours; the band there is normal, so it is built of our errors of the past."""
    given = known["input"]
    counts, ahead, period = np.array(given["y"], float), given["h"], given["period"]
    past = counts[:-ahead]
    value = seasonal_naive(past, ahead, period)
    reach = float(ndtri(0.9)) * np.sqrt((seasonal_errors(past, period) ** 2).mean())
    ours = {
        "snaive_mean": value,
        "snaive_lo80": value - reach,
        "snaive_hi80": value + reach,
        "snaive_mase": mean_absolute_scaled_error(counts[-ahead:], value, past, period),
    }
    return against(known, ours)


def hours_of_ranges(known: Known) -> Comparison:
    start, end = (np.array(known["input"][name], float) for name in ("start_h", "end_h"))
    found = aoristic_hours(start, end - start)
    return against(known, {"weights": found.weights, "total": float(found.n)})


def hour_on_the_clock(known: Known) -> Comparison:
    found = mean_hour(known["input"]["hour"])
    return against(known, {"mean_hour": found.hour.value, "R": found.concentration, "rayleigh_p_zar": found.p_value})
