from __future__ import annotations

from datetime import date

from usalama.asking.coverage import Coverage, SourceCoverage
from usalama.model import Nature, Period


def source(name: str, nature: Nature, first: date, last: date) -> SourceCoverage:
    return SourceCoverage(name, name, nature, "", first, last, None, 10)


HELD = Coverage(
    (
        source("made-up", Nature.SYNTHETIC, date(2024, 1, 1), date(2024, 12, 1)),
        source("tried", Nature.TEST, date(2015, 1, 1), date(2015, 3, 1)),
    ),
    Nature.TEST,
    Period(date(2015, 1, 1), date(2015, 3, 31)),
    7,
)


def test_choosing_a_source_brings_its_own_nature_and_period():
    chosen = HELD.of(("made-up",))
    assert (chosen.nature, chosen.period) == (Nature.SYNTHETIC, Period(date(2024, 1, 1), date(2024, 12, 31)))
    assert chosen.sources == HELD.sources


def test_without_a_choice_the_strongest_nature_stands():
    assert HELD.of(()) == HELD
