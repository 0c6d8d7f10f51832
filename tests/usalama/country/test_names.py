"""Which names are offered as one in two spellings."""

import pytest

from usalama.country.names import may_be_one


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Kondele Residents Association", "KONDELE RESIDENTS ASSOCIATION"),
        ("Kondele Residents Association", "Kondele Resident Association"),
        ("Kondele Residents Association", "Residents Association Kondele"),
        ("Umoja 2 Residents", "Umoja 2 Resident"),
    ],
)
def test_spellings_of_one_name_are_alike(name, other):
    assert may_be_one(name, other)


@pytest.mark.parametrize(
    ("name", "other"),
    [("Umoja 1 Residents", "Umoja 2 Residents"), ("Kondele Residents", "Nyalenda Residents"), ("", "Kondele")],
)
def test_names_of_two_are_not(name, other):
    assert not may_be_one(name, other)
