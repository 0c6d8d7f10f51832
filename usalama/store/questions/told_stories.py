"""Which stories may be told to whom: the store is the guard, not the page."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from usalama.registers import STORY
from usalama.schema import Table
from usalama.store.questions.visible_rows import parameter

EVENT = "event"


def told(table: Table, rows: ir.Table) -> ir.Table:
    """Of stories, those that whoever tells them agreed to have shown, of days of which the scope may hear.

    Where no consent is recorded there is none. An event is told of its county only: the association would say in
    which estate it was. Records of other registers stay as they are.
    """
    if table is not STORY:
        return rows
    consented = rows.filter(rows.is_consented, rows.happened_on <= parameter("published_until").cast("date"))
    nobody = ibis.null().cast("string")
    return consented.mutate(association_id=ibis.ifelse(consented.kind == EVENT, nobody, consented.association_id))
