"""A survey beside reports, in words."""

from __future__ import annotations

import pandas as pd

from usalama.surveys.survey_beside import used_sentence

KHAT = pd.Series({"share_per_100": 26.6, "share_lower": 21.9, "share_upper": 31.9, "n": 576, "flag": "ok"})


def test_a_code_that_a_form_made_up_is_told_as_it_is_and_never_taken_for_a_sentence():
    assert str(used_sentence("{x}_30_days", KHAT)).startswith("{x}_30_days: about 2")
    assert str(used_sentence("khat_30_days", KHAT)).startswith("khat: about 2")
