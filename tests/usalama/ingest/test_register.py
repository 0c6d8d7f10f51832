"""Files of a register: what is accepted, and what of a refused row is handed back."""

from __future__ import annotations

import time

from tests.examples import KENYA
from usalama.ingest.limits import Limits
from usalama.ingest.readers import read_register
from usalama.ingest.register import RegisterShape
from usalama.schema.programme import ASSOCIATION


def read(path, text, table):
    path.write_text(text, encoding="utf-8")
    ((checked, _),) = read_register(path, RegisterShape(table), KENYA, Limits())
    return checked


def test_a_known_name_is_known_however_many_unknown_ones_stand_before_it(tmp_path):
    unknown = "".join(f"a{n},A,Nowhere {n}\n" for n in range(5000))
    began = time.process_time()
    checked = read(tmp_path / "a.csv", f"record_id,name,county\n{unknown}b,B,Kisumu\n", ASSOCIATION)
    assert time.process_time() - began < 10
    assert (checked.accepted["county_code"].to_pylist(), checked.refused.num_rows) == (["042"], 5000)
