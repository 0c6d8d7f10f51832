"""Results that cost more than a moment: computed once for a data version and a scope, not once for each viewer."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Condition
from typing import TypeVar

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from usalama.model import Scope
from usalama.store import Store

MOST_KEPT = 128
Result = TypeVar("Result")


def kept(report: Callable[..., Result]) -> Callable[..., Result]:
    """Keep what a report returns until the data change.

    Arguments:
        report: takes the store, the scope and then anything hashable. What it returns is shared by all viewers of
            one scope and must not be changed by them. It may not depend on the viewer in any other way.

    Returns:
        The same function. The key is its arguments with the version of the store; viewers who ask for the same at
        the same time wait for one computation; an error is raised to each of them and never kept.
    """
    return kept_by(_key)(report)


def is_kept(report: Callable[..., object], *asked: Hashable) -> bool:
    """Whether a kept report has its answer already, so that asking takes no time.

    Arguments:
        asked: what the report would be asked.
    """
    return _key(*asked) in report.cache  # type: ignore[attr-defined,arg-type]


def kept_by(key: Callable[..., Hashable]) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Keep what a function makes of numbers alone: ``key`` must name all that its result depends on."""
    return cached(LRUCache(MOST_KEPT), key=key, condition=Condition())


def _key(store: Store, scope: Scope, *rest: Hashable, **named: Hashable) -> tuple[Hashable, ...]:
    return hashkey(store, store.version(), scope, *rest, **named)
