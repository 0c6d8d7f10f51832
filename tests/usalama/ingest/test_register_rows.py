"""Files of a register: what is accepted, and what of a refused row is handed back."""

from __future__ import annotations

import time

from tests.examples import KENYA
from usalama.ingest.files.blocks import LEFT_OUT
from usalama.ingest.files.file_kind import Limits
from usalama.ingest.files.readers import read_register
from usalama.ingest.register_rows import RegisterShape
from usalama.registers import ASSOCIATION, CONTACT, PLEDGE, REGISTERS, STORY


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


def test_nobodys_name_number_or_words_are_handed_back(tmp_path):
    rows = {
        CONTACT: "record_id,person_name,phone,email,role\nc1,CANARY\a,CANARY,CANARY,CANARY\n",
        PLEDGE: "record_id,sector,signatory_name,pledge_text,signed_on,state\np1,castle,CANARY,CANARY,x,kept\n",
        STORY: "record_id,kind,county,happened_on,title,text\ns1,event,Kisumu,2025-01-31,CANARY\a,CANARY\n",
    }
    for table, text in rows.items():
        checked = read(tmp_path / "r.csv", text, table)
        assert checked.refused.num_rows == 1
        assert "CANARY" not in str(checked.refused.to_pylist()) + str(checked.raw.to_pylist())
        assert checked.raw[LEFT_OUT][0].as_py().split(", ")[0] in table.personal_names
        assert checked.raw["record_id"][0].as_py()[1] == "1"


def test_whatever_only_moderators_see_or_needs_consent_is_personal():
    found = {name for table in REGISTERS for name in table.personal_names}
    assert {"person_name", "phone", "email", "signatory_name", "pledge_text", "answers", "text"} <= found
    assert ASSOCIATION.personal_names == ()
