"""Who is asking, and so what they may see and do."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from datetime import date, timedelta

from usalama.errors import NotAllowed
from usalama.model import Scope, month_end

# Nothing is shown to the public while it could still lead somebody to the scene.
PUBLICATION_DELAY_DAYS = 7
FORWARDED_HEADERS = ("forwarded", "x-real-ip")
LOOPBACK_NAMES = ("localhost",)


def public_scope(today: date) -> Scope:
    """What everybody may see: verified reports of months that ended at least seven days ago.

    Arguments:
        today: the local date.
    """
    return Scope("public", is_exact=False, published_until=last_published_day(today))


def operator_scope() -> Scope:
    """What the operator at the machine itself may see: everything that is counted, exactly."""
    return Scope("operator", is_exact=True, published_until=None)


def scope_named(name: str, today: date) -> Scope:
    """The scope that a command of the machine's owner asks for.

    Raises:
        NotAllowed: there is no such scope.
    """
    if name == "public":
        return public_scope(today)
    if name == "operator":
        return operator_scope()
    raise NotAllowed('There is no scope "{name}". Use public or operator.', name=name)


def last_published_day(today: date) -> date:
    """The last day of the newest month that ended at least ``PUBLICATION_DELAY_DAYS`` before today."""
    newest = today - timedelta(days=PUBLICATION_DELAY_DAYS)
    if month_end(newest) == newest:
        return newest
    return newest.replace(day=1) - timedelta(days=1)


def may_write(scope: Scope) -> bool:
    return scope.name == "operator"


def is_local_operator(is_switched_on: bool, address: str | None, host: str, headers: Mapping[str, str]) -> bool:
    """Whether a request comes from this very machine's operator.

    Arguments:
        is_switched_on: the setting ``local_operator``; only ``make run`` sets it.
        address: the visitor's IP address; None when the server saw a loopback connection.
        host: the request's Host header.
        headers: the request's headers; one that a proxy adds means the visitor is somewhere else.
    """
    names = {name.lower() for name in headers}
    came_through_a_proxy = any(name in FORWARDED_HEADERS or name.startswith("x-forwarded-") for name in names)
    return is_switched_on and not came_through_a_proxy and _is_loopback(address) and _is_loopback_host(host)


def _is_loopback(address: str | None) -> bool:
    if address is None:
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _is_loopback_host(host: str) -> bool:
    name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    return bool(name) and (name in LOOPBACK_NAMES or _is_loopback(name))
