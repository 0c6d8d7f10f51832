"""Public claims, each answered from the data: supported, contested, or not measurable yet."""

from usalama.claims.checker import Answer, CheckedClaims, check_claims
from usalama.claims.claim_book import CLAIMS_FOLDER, SHIPPED, Claim, ClaimBook, load_claims
from usalama.claims.finding import Chart, Finding, Verdict

__all__ = [
    "CLAIMS_FOLDER",
    "SHIPPED",
    "Answer",
    "Chart",
    "CheckedClaims",
    "Claim",
    "ClaimBook",
    "Finding",
    "Verdict",
    "check_claims",
    "load_claims",
]
