"""Their words for categories, flags, settlement types, statuses and responders, to ours."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from usalama.country.categories import Categories
from usalama.ingest.incident_rows import Notice, Rows, is_valid, matches
from usalama.ingest.mapping_parts import CategoryWords, FlagWords
from usalama.model import Sentence
from usalama.schema import INCIDENT, Kind

OTHERS_BY_NAME = 20
ID_CHARACTERS = 200
NARRATIVE_CHARACTERS = 10_000
# Tab and line ends may stand in a text; other control characters mean that it is not one.
CONTROL_CHARACTERS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
FLAGS = tuple(column.name for column in INCIDENT.columns if column.kind == Kind.FLAG)

Meaning = Callable[[str], str | Sentence]


def spelt(word: str) -> str:
    """A word without regard to case and to the number of spaces."""
    return " ".join(word.casefold().split())


def check_table(words: CategoryWords, default: str | None, categories: Categories) -> None:
    """Whether every category that a mapping names is one of the country's.

    Raises:
        InputRefused: one is not.
    """
    for code in (*words.table.values(), *(code for code in (words.other, default) if code)):
        categories.category(code)


def add_category(rows: Rows) -> None:
    """Make category and group; unknown categories are refused or counted as "other", as the mapping says."""
    mapping, categories = rows.rules.mapping, rows.rules.categories
    words = mapping.category
    others: set[str] = set()
    codes = rows.translate("category_code", _category_meaning(words, categories, others))
    _tell_others(rows, others, categories.name(words.other) if words.other else "")
    if mapping.defaults.category_code is not None:
        codes = pc.fill_null(codes, mapping.defaults.category_code)
    rows.refuse(~is_valid(codes), "category_code", Sentence("The category is missing."))
    rows.ours["category_code"] = codes
    encoded = codes.dictionary_encode()
    groups = [categories.category(code).group_code for code in encoded.dictionary.to_pylist()]
    rows.ours["category_group"] = pa.array(groups, pa.string()).take(encoded.indices)


def _tell_others(rows: Rows, others: set[str], category: str) -> None:
    """Tell which unknown categories were stored as another one: the most frequent by name, the rest together."""
    if not others:
        return
    texts = rows.texts("category_code")
    accepted = texts.filter(pa.array(~rows.findings.is_refused))
    counts = {entry["values"].as_py(): entry["counts"].as_py() for entry in pc.value_counts(accepted)}
    ranked = sorted(others & counts.keys(), key=lambda word: (-counts[word], word))
    for word in ranked[:OTHERS_BY_NAME]:
        sentence = Sentence("Stored as {category}: {word}.", {"category": category, "word": word})
        rows.notices.append(Notice(sentence, counts[word]))
    if ranked[OTHERS_BY_NAME:]:
        sentence = Sentence("Stored as {category}: other unknown categories.", {"category": category})
        rows.notices.append(Notice(sentence, sum(counts[word] for word in ranked[OTHERS_BY_NAME:])))


def _category_meaning(words: CategoryWords, categories: Categories, others: set[str]) -> Meaning:
    table = {spelt(theirs): code for theirs, code in words.table.items()}
    known = {category.code for category in categories.categories}

    def meaning(text: str) -> str | Sentence:
        parts = [spelt(part) for part in (text.split(words.separator) if words.separator else [text])]
        codes = [code for code in (table.get(part, part) for part in parts) if code in known]
        if codes:
            return codes[0]
        if words.other is not None:
            others.add(text)
            return words.other
        return Sentence("The mapping does not know this category.")

    return meaning


def add_flags(rows: Rows) -> None:
    """Make the flags: true, false, or empty for unknown. A word that is none of these is refused."""
    meaning = _flag_meaning(rows.rules.mapping.flags)
    for name in FLAGS:
        words = rows.translate(name, meaning)
        rows.ours[name] = pc.if_else(pc.equal(words, ""), None, pc.equal(words, "true"))


def _flag_meaning(flags: FlagWords) -> Meaning:
    table = {spelt(word): "true" for word in flags.true}
    table |= {spelt(word): "false" for word in flags.false}
    table |= {spelt(word): "" for word in flags.unknown}
    known = ", ".join((*flags.true, *flags.false, *flags.unknown))
    reason = Sentence("It is none of the words for yes, no and unknown: {known}.", {"known": known})
    return lambda word: table.get(spelt(word), reason)


def add_choices(rows: Rows) -> None:
    """Make settlement type, responder and status, each one of a few words; no settlement type means unknown."""
    mapping = rows.rules.mapping
    for name, table, default in (
        ("responder", mapping.responder.table, mapping.defaults.responder),
        ("status", mapping.status.table, mapping.defaults.status),
    ):
        rows.ours[name] = pc.fill_null(rows.translate(name, choice_meaning(name, table)), default)
    settlements = choice_meaning("settlement_type", mapping.settlement_type.table)
    rows.ours["settlement_type"] = rows.translate("settlement_type", settlements)


def choice_meaning(name: str, table: dict[str, str]) -> Meaning:
    """How words become the allowed values of one of our columns."""
    allowed = INCIDENT.column(name).allowed or ()
    meanings = {value: value for value in allowed} | {spelt(theirs): ours for theirs, ours in table.items()}
    known = ", ".join((*table, *allowed))
    reason = Sentence("It is none of the words that the mapping knows: {known}.", {"known": known})
    return lambda word: meanings.get(spelt(word), reason)


def add_texts(rows: Rows) -> None:
    """Make the narrative; refuse what is no text or too long. Its value is not repeated in the refusal."""
    narrative = rows.texts("narrative")
    label = rows.label("narrative")
    rows.findings.refuse(
        matches(narrative, CONTROL_CHARACTERS), label, None, Sentence("It holds characters that are no text.")
    )
    rows.findings.refuse(
        _is_longer(narrative, NARRATIVE_CHARACTERS),
        label,
        None,
        Sentence("It has more than {limit} characters.", {"limit": NARRATIVE_CHARACTERS}),
    )
    rows.ours["narrative"] = narrative


def check_record_id(rows: Rows, identities: pa.Array) -> None:
    """Refuse rows whose id is missing, no text, or too long to be one."""
    rows.refuse(~is_valid(identities), "source_record_id", Sentence("The id is missing."))
    rows.refuse(
        matches(identities, CONTROL_CHARACTERS),
        "source_record_id",
        Sentence("It holds characters that are no text."),
    )
    rows.refuse(
        _is_longer(identities, ID_CHARACTERS),
        "source_record_id",
        Sentence("It has more than {limit} characters.", {"limit": ID_CHARACTERS}),
    )


def _is_longer(texts: pa.Array, characters: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    longer = pc.fill_null(pc.greater(pc.utf8_length(texts), characters), False)
    mask: np.ndarray[tuple[int], np.dtype[np.bool_]] = longer.to_numpy(zero_copy_only=False)
    return mask
