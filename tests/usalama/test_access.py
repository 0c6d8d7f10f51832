"""Who sees what."""

from __future__ import annotations

from datetime import date

import pytest

from usalama.access import (
    is_local_operator,
    last_published_day,
    may_write,
    operator_scope,
    public_scope,
    scope_named,
)
from usalama.errors import NotAllowed

LOOPBACK, HOST = "127.0.0.1", "localhost:8501"


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2025, 2, 6), date(2024, 12, 31)),
        (date(2025, 2, 7), date(2025, 1, 31)),
        (date(2025, 2, 28), date(2025, 1, 31)),
        (date(2025, 3, 6), date(2025, 1, 31)),
        (date(2025, 3, 7), date(2025, 2, 28)),
        (date(2024, 3, 7), date(2024, 2, 29)),
        (date(2025, 1, 1), date(2024, 11, 30)),
        (date(2025, 1, 7), date(2024, 12, 31)),
    ],
)
def test_a_month_is_published_seven_days_after_its_end(today, last):
    assert last_published_day(today) == last
    assert public_scope(today).published_until == last


def test_only_the_operator_sees_exact_numbers_and_writes():
    public, operator = public_scope(date(2025, 2, 7)), operator_scope()
    assert (public.is_exact, may_write(public)) == (False, False)
    assert (operator.is_exact, may_write(operator)) == (True, True)
    assert operator.published_until is None


def test_a_scope_that_does_not_exist_is_named():
    assert scope_named("public", date(2025, 2, 7)).name == "public"
    assert scope_named("operator", date(2025, 2, 7)).name == "operator"
    with pytest.raises(NotAllowed, match='"admin"'):
        scope_named("admin", date(2025, 2, 7))


@pytest.mark.parametrize("address", [LOOPBACK, "127.9.9.9", "::1", None])
@pytest.mark.parametrize("host", ["localhost", HOST, "127.0.0.1:8501", "[::1]:8501", "[::1]"])
def test_a_visitor_on_this_machine_is_its_operator_when_the_setting_is_on(address, host):
    assert is_local_operator(True, address, host, {"Host": host})
    assert not is_local_operator(False, address, host, {"Host": host})


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "x-forwarded-host", "X-FORWARDED-PROTO", "Forwarded", "X-Real-IP", "x-forwarded-"]
)
def test_whoever_comes_through_a_proxy_is_not(header):
    assert not is_local_operator(True, LOOPBACK, HOST, {header: LOOPBACK})


@pytest.mark.parametrize("address", ["192.168.1.5", "10.0.0.1", "8.8.8.8", "fe80::1", "", "127.0.0.1, 8.8.8.8"])
def test_whoever_comes_from_elsewhere_is_not(address):
    assert not is_local_operator(True, address, HOST, {})


@pytest.mark.parametrize(
    "host",
    ["example.org", "", ":8501", "localhost.example.org", "127.0.0.1.example.org", "[::2]", "192.168.1.5:80", "["],
)
def test_a_name_that_is_not_this_machine_s_own_is_not(host):
    # A page of somebody else's can point its own name at 127.0.0.1.
    assert not is_local_operator(True, LOOPBACK, host, {})
