"""What in a text points at a person: telephone numbers, e-mail addresses and number plates. Names no rule can find."""

from __future__ import annotations

import re
import unicodedata

from usalama.model import N_, Sentence

GAP = r"[ .\-]?"
# With 0, a country code or nothing before it; digits may stand alone, in groups or within brackets.
PHONES = (
    r"(?<!\d)\+(?:[ .\-()/]?\d){8,14}(?!\d)",
    r"(?<!\d)(?:00)?254(?:[ .\-()/]?\d){9}(?!\d)",
    r"(?<![\d/.\-])\(?0(?:[ .\-()/]?\d){8,9}(?![\d/])",
    r"(?<![\d/.,\-])(?:7\d{2}|1[01]\d)[ .\-]?\d{3}[ .\-]?\d{3}(?![\d/,])",
)
# Looked for where a word begins: from every letter on, a long word would take minutes.
EMAILS = (r"(?<![\w.+\-])[\w.+\-]+\s*(?:@|[(\[{]\s*at\s*[)\]}])\s*[\w\-]+\s*(?:\.|[(\[{]\s*dot\s*[)\]}])\s*\w{2,}",)
# Without their last letter plates look like sums of money and short names; then only capitals count. "kwa 200" is
# Kiswahili, KES and KSH are money, and KBC, KCB and KDF are no plates.
PLATES = (
    rf"(?i:\bK(?!ES)[A-E][A-Z]{GAP}\d{{3}}{GAP}[A-Z]\b)",
    rf"(?i:\bK[MT][A-Z]{{2}}{GAP}\d{{3}}{GAP}[A-Z]\b)",
    rf"(?i:\bGK{GAP}[A-Z]{GAP}\d{{3}}{GAP}[A-Z]?\b)",
    rf"\bK(?!ES|BC|CB|DF)[A-E][A-Z]{GAP}\d{{3}}\b",
)
# An address that is itself somebody's number is no address.
ADDRESS = re.compile(r"https?://(?!(?:wa\.me|api\.whatsapp\.com|t\.me)\b)\S+", re.IGNORECASE)
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
FOUND = (
    (EMAILS, N_("It holds what looks like an e-mail address. Leave it out: everybody can read this.")),
    (
        PHONES,
        N_("It holds what looks like a telephone number. Leave it out: everybody can read this."),
    ),
    (PLATES, N_("It holds what looks like a number plate. Leave it out: everybody can read this.")),
)


def personal_in(text: str) -> Sentence | None:
    """What a text holds that points at a person, as a sentence that says what to do; None where nothing is found.

    Arguments:
        text: as people wrote it. Numbers within a web address are passed over. Digits of any script and letters of any
            width count; a number in words, a name or a nickname is not found.
    """
    said = ADDRESS.sub(" ", _folded(text))
    for patterns, sentence in FOUND:
        if any(re.search(pattern, said) for pattern in patterns):
            return Sentence(sentence)
    return None


def _folded(text: str) -> str:
    """The text in plain letters and digits, without signs that cannot be seen, each gap one space."""
    plain = unicodedata.normalize("NFKC", text).translate(DASHES)
    seen = (sign for sign in plain if unicodedata.category(sign) != "Cf")
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in seen)
    return re.sub(r"\s+", " ", digits)
