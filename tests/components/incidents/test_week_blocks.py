"""The picture of the week, before anything draws it."""

from __future__ import annotations

import pandas as pd

from components.incidents.week_blocks import build_week
from usalama.language import load_language


class Visit:
    """All that a picture asks of a visit."""

    _ = staticmethod(load_language("en").text)


def test_a_block_that_stands_out_has_a_sign_beside_its_colour():
    rows = pd.DataFrame({"weekday": [0, 1], "block_name": ["00:00-04:00"] * 2, "residual": [5.0, -5.0]})
    rows = rows.assign(
        incident_count=1.0, usual_lower=0.0, usual_upper=2.0, is_more=[True, False], is_less=[False, True]
    )
    data = (
        build_week(rows, Visit).layer[1].data if build_week(rows, Visit).data is None else build_week(rows, Visit).data
    )
    assert data.sign.tolist() == ["+", "−"]
