"""The viewers of the load test speak to this machine alone, and to a bounded extent."""

import pytest

from benchmarks.load import MOST_SECONDS, MOST_VIEWERS, Load, NotThisMachine, only_this_machine, read_arguments


@pytest.mark.parametrize("address", ["http://127.0.0.1:8501", "http://localhost:8501", "http://127.8.8.8"])
def test_this_machine_may_be_put_under_load(address):
    assert only_this_machine(address) == address


@pytest.mark.parametrize(
    "address",
    ["http://example.org", "http://10.0.0.7:8501", "http://127.0.0.1.example.org", "http://localhost.example.org", ""],
)
def test_no_other_machine_may(address):
    with pytest.raises(NotThisMachine):
        only_this_machine(address)


@pytest.mark.parametrize(
    "words",
    [
        ["--viewers", str(MOST_VIEWERS + 1)],
        ["--viewers", "0"],
        ["--seconds", str(MOST_SECONDS + 1)],
        ["--page", "none"],
    ],
)
def test_there_are_bounds(words):
    with pytest.raises(SystemExit):
        read_arguments(words)


def test_a_line_tells_the_middle_the_slowest_and_the_processor_of_each_choice():
    load = Load(2, [1.0, 3.0], [0.1, 0.2, 0.3], [1000, 2000, 9000], processor_seconds=0.6, seconds=10.0)
    assert str(load) == "| 2 | 2.0 | 3 | 200 | 290 | 200 | 0.06 | 2.0 |"
