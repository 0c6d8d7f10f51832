from pathlib import Path

import pytest

from usalama.errors import InputRefused
from usalama.ingest.mapping import Mapping, load_mapping, shipped_mappings

GOOD = """
name = "mine"
title = "Mine"
nature = "real"
[columns]
source_record_id = "id"
occurred_from = "when"
county_code = "county"
category_code = "kind"
[dates]
order = "day_first"
formats = ["%d/%m/%Y"]
time_zone = "Africa/Nairobi"
"""


def load(folder: Path, text: str) -> Mapping:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return load_mapping(path)


def test_a_column_may_be_one_name_or_several(tmp_path: Path) -> None:
    mapping = load(tmp_path, GOOD.replace('"when"', '["day", "hour"]'))
    assert mapping.columns["occurred_from"] == ("day", "hour")
    assert mapping.columns["county_code"] == ("county",)


def test_a_shipped_mapping_is_found_by_its_name() -> None:
    assert load_mapping("ushahidi").name == "ushahidi"


def test_every_shipped_mapping_bears_the_name_of_its_file() -> None:
    names = [mapping.name for mapping in shipped_mappings()]
    assert names == ["acled", "emergency_911", "hatua", "relocated_thefts", "usalama", "ushahidi"]


def test_examples_never_claim_to_be_real() -> None:
    natures = {mapping.name: mapping.nature for mapping in shipped_mappings() if mapping.is_example}
    assert natures == {"hatua": "test", "emergency_911": "test"}


def test_a_mapping_survives_the_way_to_the_other_process() -> None:
    for mapping in shipped_mappings():
        assert Mapping.model_validate(mapping.model_dump(mode="json")) == mapping


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputRefused, match=r"no mapping police.*acled, emergency_911"):
        load_mapping("police")


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ('title = "Mine"', "", "lacks the key title"),
        ('title = "Mine"', 'title = "Mine"\ntitel = "Mine"', "a key that is not known: titel"),
        ('nature = "real"', 'nature = "invented"', "cannot be followed at nature"),
        ("[dates]", 'surprise = "x"\n[dates]', "surprise is not one of our columns"),
        ('category_code = "kind"', 'categorycode = "kind"', "did you mean category_code"),
        ('category_code = "kind"', "", "what category_code is"),
        ('source_record_id = "id"', "", 'record_id = "row_content"'),
        ('occurred_from = "when"', "", "which column is occurred_from"),
        ('county_code = "county"', "", "longitude and latitude, county_code or constituency_code"),
        ('county_code = "county"', 'longitude = "x"', "both longitude and latitude"),
        ('"day_first"', '"month_first"', "%d/%m/%Y is not month first"),
        ('"%d/%m/%Y"', '"%d/%m"', "must give the year, the month and the day"),
        ('"%d/%m/%Y"', '"%d/%m/%Y %j"', "%j in"),
        ('"%d/%m/%Y"', '"%d/%m/%Y %d"', "one part twice"),
        ('["%d/%m/%Y"]', "[]", "cannot be followed at dates.formats"),
        ("Africa/Nairobi", "Nairobi", "Nairobi is not a time zone"),
        ("[columns]", '[status.table]\n"OK" = "fine"\n[columns]', "status has no value fine"),
        ("[columns]", '[category]\nunknown = "other"\n[columns]', "belong together"),
        ("[columns]", '[file]\nencoding = "ebcdic"\n[columns]', "cannot be followed at file.encoding"),
        ("[columns]", "[columns", "is not a TOML file"),
    ],
)
def test_a_mistake_in_a_mapping_is_one_clear_sentence(tmp_path: Path, before: str, after: str, sentence: str) -> None:
    assert before in GOOD
    with pytest.raises(InputRefused, match=sentence) as refusal:
        load(tmp_path, GOOD.replace(before, after))
    assert "mine.toml" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_format_with_the_month_as_a_word_suits_any_order(tmp_path: Path) -> None:
    mapping = load(tmp_path, GOOD.replace('"%d/%m/%Y"', '"%d/%m/%Y", "%B %d, %Y"'))
    assert len(mapping.dates.formats) == 2


def test_optional_columns_are_read_but_not_needed(tmp_path: Path) -> None:
    mapping = load(tmp_path, GOOD.replace("[columns]", 'optional = ["county_code"]\n[columns]'))
    assert mapping.their_names() == ("id", "when", "county", "kind")
    assert mapping.their_names(needed_only=True) == ("id", "when", "kind")


def test_encoding_and_delimiter_can_be_stated_by_the_person_importing() -> None:
    stated = load_mapping("usalama").stating(encoding="cp1252", delimiter=";")
    assert (stated.file.encoding, stated.file.delimiter) == ("cp1252", ";")
    assert load_mapping("usalama").stating() == load_mapping("usalama")


def test_an_encoding_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(InputRefused, match="cannot be followed at encoding"):
        load_mapping("usalama").stating(encoding="rot13")
