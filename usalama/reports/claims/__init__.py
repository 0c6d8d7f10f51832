"""Public claims, each answered from the data: supported, contested, or not measurable yet."""

from usalama.reports.claims.checker import Answer, CheckedClaims, check_claims
from usalama.reports.claims.files import CLAIMS_FOLDER, SHIPPED, Claim, ClaimBook, load_claims
from usalama.reports.claims.finding import Chart, Finding, Verdict

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
