"""What became of the rows: who came, when, and where the report stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from usalama.demonstration.draws import Whole, lognormal, pick_one
from usalama.demonstration.invented_moments import DAY, NEVER, Moments
from usalama.demonstration.patterns import Patterns, StatusShares
from usalama.schema import STATUSES

STATUS = {name: position for position, name in enumerate(STATUSES)}
# Whoever answers within this many days is still shown as answering.
RESPONDING_DAYS = 3

Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Outcomes:
    """One entry a row.

    Arguments:
        responder: position in the patterns' responders.
        responded_at, closed_at: minutes since the first day; ``NEVER`` where that has not happened.
        status: position in ``STATUSES``.
    """

    responder: Whole
    responded_at: Whole
    closed_at: Whole
    status: Whole


def draw_outcomes(
    generator: np.random.Generator, patterns: Patterns, moments: Moments, is_reported: Marks, end: int
) -> Outcomes:
    """Respond to the rows, close most of them, and say where each stands when the data end.

    Arguments:
        is_reported: rows whose moment of report is known; only these can have one of response.
        end: the minute at which the data end. What would come later has not happened yet.
    """
    rows = moments.reported_at.size
    kinds = list(patterns.responder.values())
    responder = pick_one(generator, [one.share for one in kinds], rows)
    minutes, spread, reached = (
        np.array([getattr(one, name) for one in kinds])[responder] for name in ("minutes", "spread", "reached")
    )
    wait = np.ceil(lognormal(generator, minutes, spread, rows)).astype(np.int64)
    responded_at = moments.reported_at + wait
    is_responded = (generator.random(rows) < reached) & is_reported & (responded_at <= end)
    since = np.where(is_responded, responded_at, moments.reported_at)
    closing = patterns.closing
    closed_at = since + (lognormal(generator, closing.days, closing.spread, rows) * DAY).astype(np.int64)
    share = np.where(is_responded, closing.responded_share, closing.unresponded_share)
    is_closed = (generator.random(rows) < share) & (closed_at <= end)
    return Outcomes(
        responder=responder,
        responded_at=np.where(is_responded, responded_at, NEVER),
        closed_at=np.where(is_closed, closed_at, NEVER),
        status=_status(generator, patterns.status, (end - moments.reported_at) / DAY, is_responded, is_closed),
    )


def _status(
    generator: np.random.Generator,
    shares: StatusShares,
    age: npt.NDArray[np.float64],
    is_responded: Marks,
    is_closed: Marks,
) -> Whole:
    """Where each report of that age in days stands."""
    draw = generator.random(age.size)
    unverified = shares.unverified + shares.unverified_fresh * np.exp(-age / shares.fading_days)
    return np.select(
        [
            draw < shares.rejected,
            draw < shares.uncounted,
            ~is_closed & (draw < shares.uncounted + unverified),
            is_closed,
            is_responded & (age < RESPONDING_DAYS),
        ],
        [STATUS[name] for name in ("rejected", "duplicate", "reported", "resolved", "responding")],
        default=STATUS["verified"],
    )
