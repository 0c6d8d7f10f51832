"""Laws on accreditation: two were found, and each says who says so."""

import shutil

import pytest

from tests.examples import KENYA, subject
from usalama.country import load_country
from usalama.errors import InputRefused
from usalama.programme.progress.laws import FILE, accreditation_laws

HEADER = "county_code,law,year,sections,source,source_date,note\n"


def test_two_counties_have_a_law_that_was_found():
    laws = accreditation_laws(subject().country)
    assert {code: law.year for code, law in laws.items()} == {"047": 2016, "022": 2017}
    assert laws["047"].sections == "6 and 14"
    assert all(law.source and law.source_date for law in laws.values())


def country_with(folder, text):
    copy = folder / "country"
    shutil.copytree(KENYA, copy)
    (copy / FILE).write_text(text)
    return load_country(copy)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("county,law\n", "must have the columns"),
        (HEADER + "999,An act,2016,,Somebody,2026,\n", "no county with the number 999"),
        (HEADER + "047,An act,soon,,Somebody,2026,\n", "row 2: a law needs a year"),
        (HEADER + "047,An act,2016,,,2026,\n", "row 2: a law needs a year, a source"),
    ],
)
def test_a_law_without_its_source_or_county_is_refused(tmp_path, text, complaint):
    with pytest.raises(InputRefused, match=complaint):
        accreditation_laws(country_with(tmp_path, text))


def test_a_country_without_the_file_has_no_known_law(tmp_path):
    country = country_with(tmp_path, HEADER)
    (country.folder / FILE).unlink()
    assert accreditation_laws(country) == {}
