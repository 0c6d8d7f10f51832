"""Claims as files: ours are complete, and a fault is named without hiding the others."""

from __future__ import annotations

import pytest
import yaml

from usalama.claims import SHIPPED, load_claims
from usalama.claims.claim_book import CLAIMS_FOLDER, LARGEST_FILE

GOOD = {
    "id": "thefts-fell",
    "claim": "Fewer things are stolen.",
    "wording": "paraphrase",
    "said_by": "An association",
    "said_on": "2026-03",
    "source": "Minutes",
    "settled_by": "Two years of reports.",
    "check": {"kind": "change_since", "place": "county:042", "since": "2024-01-01", "expects": "fell"},
}


@pytest.fixture
def folder(tmp_path):
    """Writes one file of claims and loads them."""

    def written(*entries: object, name: str = "partner.yaml"):
        (tmp_path / name).write_text(yaml.safe_dump(list(entries)))
        return load_claims(tmp_path)

    return written


def test_the_claims_of_the_launch_are_all_there_in_our_own_words():
    book = load_claims(pattern=SHIPPED)
    assert book.faults == ()
    assert [claim.id for claim in book.claims] == [
        "gun-violence-rising",
        "kisumu-most-secure",
        "residents-faster-than-police",
        "mombasa-dire",
        "nakuru-peace-since-arrest",
        "communities-bridge-the-gap",
    ]
    for claim in book.claims:
        assert claim.wording == "paraphrase"
        assert claim.said_on.startswith("2025-06")
        assert claim.settled_by
        assert claim.caveats
        assert not any(sign in text for text in claim.texts for sign in '"“”')


def test_ours_come_first_and_the_others_by_name(tmp_path):
    for name, number in (("a.yaml", 1), (SHIPPED, 2), ("b.yaml", 3)):
        (tmp_path / name).write_text(yaml.safe_dump([GOOD | {"id": f"claim-{number}"}]))
    assert [claim.id for claim in load_claims(tmp_path).claims] == ["claim-2", "claim-1", "claim-3"]


def test_a_changed_file_is_read_again(folder):
    assert len(folder(GOOD).claims) == 1
    assert len(folder(GOOD, GOOD | {"id": "another-claim"}).claims) == 2


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"wording": "quotation"}, "wording"),
        ({"claim": ""}, "claim"),
        ({"said_on": "last June"}, "said_on"),
        ({"id": "Not an id"}, "id"),
        ({"colour": "blue"}, "colour"),
        ({"check": {"kind": "magic"}}, "check"),
        ({"check": {"kind": "flag_trend", "flag": "witchcraft", "expects": "rose"}}, "check.flag_trend.flag"),
        ({"check": {"kind": "flag_trend", "flag": "drug", "expects": "lower"}}, "check.flag_trend.expects"),
        ({"check": {"kind": "response_comparison", "faster": "police", "slower": "none"}}, "slower"),
        ({"check": {"kind": "change_since", "place": "x", "since": "soon", "expects": "fell"}}, "since"),
    ],
)
def test_a_faulty_claim_is_named_with_its_field_and_the_others_stand(folder, change, named):
    book = folder(GOOD | {"id": "stands"}, GOOD | change)
    assert [claim.id for claim in book.claims] == ["stands"]
    assert len(book.faults) == 1
    assert "partner.yaml" in str(book.faults[0])
    assert named in str(book.faults[0])


def test_an_id_given_twice_is_named(folder):
    book = folder(GOOD, GOOD)
    assert len(book.claims) == 1
    assert "thefts-fell" in str(book.faults[0])


@pytest.mark.parametrize(
    "text", ["- id: [", "just words", "id: x", "{a: 1}", "!!python/object/apply:os.system ['true']"]
)
def test_what_is_no_list_of_claims_is_named(tmp_path, text):
    (tmp_path / "partner.yaml").write_text(text)
    book = load_claims(tmp_path)
    assert book.claims == ()
    assert "partner.yaml was left out" in str(book.faults[0])


def test_a_file_that_is_no_text_or_too_large_is_named(tmp_path):
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00\x81")
    (tmp_path / "large.yaml").write_text("# " + "x" * LARGEST_FILE)
    assert len(load_claims(tmp_path).faults) == 2


def test_the_readme_names_every_kind_of_question():
    readme = (CLAIMS_FOLDER / "README.md").read_text()
    for kind in (
        "flag_trend",
        "rate_against_the_country",
        "response_comparison",
        "change_since",
        "not_measurable",
    ):
        assert f"| `{kind}` |" in readme
    example = yaml.safe_load(readme.partition("```yaml\n")[2].partition("```")[0])
    assert example[0]["wording"] == "paraphrase"


def test_the_example_of_the_readme_is_a_claim(tmp_path):
    readme = (CLAIMS_FOLDER / "README.md").read_text()
    (tmp_path / "example.yaml").write_text(readme.partition("```yaml\n")[2].partition("```")[0])
    book = load_claims(tmp_path)
    assert book.faults == ()
    assert len(book.claims) == 1
