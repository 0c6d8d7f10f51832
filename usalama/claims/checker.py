"""What do the data say to each public claim, and would they settle it?"""

from __future__ import annotations

from dataclasses import dataclass

from usalama.asking.kept import kept
from usalama.asking.selection import About
from usalama.claims.claim_book import (
    ChangeSince,
    Check,
    Claim,
    FlagTrend,
    NotMeasurable,
    RateAgainstTheCountry,
    ResponseComparison,
)
from usalama.claims.finding import Asking, Finding, Verdict, asking, cannot_tell
from usalama.claims.flag_trend import check_flag_trend
from usalama.claims.place_claims import check_change, check_rate
from usalama.claims.response_claims import check_response
from usalama.country.subject import Subject
from usalama.errors import UsalamaError
from usalama.model import Nature, Scope, Sentence
from usalama.store import Store

METHOD = Sentence(
    "Each claim is a question from a closed list. A kind of report: quasi-Poisson trend of up to three years of "
    "months, with season, once for the months for which it is known and once for all; both must agree. A place: the "
    "funnel of all counties, widened by their spread. Responders: the share of calls reached in time, of those watched "
    "for a day. Since a day: the same months before and after, widened for months that differ more than by chance. "
    "Supported means that the range lies wholly on the side of the claim; contested, that it does not."
)
DEMONSTRATION = Sentence("Not measurable: demonstration data. Invented rows settle nothing about the world.")
TEST_DATA = Sentence("Not measurable: test data. These rows are not about this place.")


@dataclass(frozen=True)
class Answer:
    """A claim with what the data say to it.

    Arguments:
        verdict: never more than not measurable on rows that are not real.
        unreal: why not, where the rows are synthetic or test; then the finding is only what an answer would look
            like.
        finding: the verdict, words and numbers that these rows would give.
    """

    claim: Claim
    verdict: Verdict
    unreal: Sentence | None
    finding: Finding


@dataclass(frozen=True)
class CheckedClaims:
    """All claims, in the order given."""

    answers: tuple[Answer, ...]
    about: About
    method: Sentence = METHOD

    @property
    def finding(self) -> Sentence:
        """How the claims stand, or why none can be answered from such rows."""
        unreal = next((answer.unreal for answer in self.answers if answer.unreal), None)
        return unreal or verdicts_sentence([answer.verdict for answer in self.answers])


@kept
def check_claims(
    store: Store, scope: Scope, source_ids: tuple[str, ...], subject: Subject, claims: tuple[Claim, ...]
) -> CheckedClaims:
    """Answer every claim from all that the scope sees.

    Arguments:
        source_ids: sources chosen; empty asks for all of one nature.

    Raises:
        NothingFound: the scope sees nothing.
    """
    asked, selection = asking(store, scope, source_ids, subject)
    nature = selection.about.nature
    return CheckedClaims(tuple(_answer(asked, claim, nature) for claim in claims), selection.about)


def _answer(asked: Asking, claim: Claim, nature: Nature) -> Answer:
    finding = _find(asked, claim.check)
    if nature is not Nature.REAL:
        return Answer(claim, Verdict.NOT_MEASURABLE, unreal_sentence(nature), finding)
    return Answer(claim, finding.verdict, None, finding)


def _find(asked: Asking, check: Check) -> Finding:
    """A claim that names a place or category nobody knows is told so, and the others stand."""
    try:
        match check:
            case FlagTrend():
                return check_flag_trend(asked, check)
            case RateAgainstTheCountry():
                return check_rate(asked, check)
            case ResponseComparison():
                return check_response(asked, check)
            case ChangeSince():
                return check_change(asked, check)
            case NotMeasurable():
                return cannot_tell(_as_written(check.why))
    except UsalamaError as error:
        return cannot_tell(error.sentence)


def _as_written(text: str) -> Sentence:
    """A text of a file as a sentence; braces in it are letters and no gaps."""
    return Sentence(text.replace("{", "{{").replace("}", "}}"))


def verdicts_sentence(verdicts: list[Verdict]) -> Sentence:
    """How many claims bear which verdict."""
    numbers = {str(one): verdicts.count(one) for one in Verdict}
    return Sentence(
        "Of {all} claims these reports support {supported} and contest {contested}; {not_measurable} cannot be "
        "measured yet.",
        numbers | {"all": len(verdicts)},
    )


def unreal_sentence(nature: Nature) -> Sentence:
    """Why rows of this nature settle nothing."""
    return DEMONSTRATION if nature is Nature.SYNTHETIC else TEST_DATA
