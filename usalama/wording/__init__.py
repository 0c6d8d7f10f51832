"""From estimates to sentences, with just the strength that the numbers have.

One module a subject. A sentence carries its range or its base, never a bare percentage and never a rank.
"""

from usalama.wording.comparisons import change_sentence, is_close, ratio_sentence
from usalama.wording.rates import rate_sentence
from usalama.wording.response import response_sentence

__all__ = ["change_sentence", "is_close", "rate_sentence", "ratio_sentence", "response_sentence"]
