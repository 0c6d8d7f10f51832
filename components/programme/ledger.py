"""The one ledger of what is open: who asked, pledged or applied, to whom, since when, and where it stands."""

from __future__ import annotations

import pandas as pd

from components.drawing import figures
from components.entry import register_page
from components.programme.register_parts import choose_word, show_first
from components.shell import anatomy
from components.shell.visit import Visit
from usalama.model import Sentence
from usalama.programme.ledger import LEDGER_KINDS, NAMED, Ledger, ledger

# The list is all that the page shows.
MOST_SHOWN = 15


def show_ledger(visit: Visit, result: Ledger) -> None:
    """How much is open, the oldest first, of the chosen kind; and as a file."""
    if result.rows.empty:
        _show_nothing(visit)
        return
    _ = visit._
    register_page.show_register_nature(visit, result.held)
    kind = choose_word(visit, _("Kind"), "ledger_kind", LEDGER_KINDS, _("everything"), is_short=True)
    anatomy.show_finding(visit, result.finding)
    rows, columns = _worded(result.of_kind(kind), visit), _columns(visit)
    said = Sentence("{count} of {all} that are open, the oldest first.", {"count": len(rows), "all": len(result.rows)})
    show_first(visit, rows, columns, said, most=MOST_SHOWN)
    twin = figures.Twin(rows.drop(columns=list(NAMED.values())), columns, visit.say(said))
    figures.show_foot(visit, twin, figures.origin_of(visit, result.held, result.method), key="ledger")


def _show_nothing(visit: Visit) -> None:
    """That nothing is open here, and how much is open elsewhere."""
    whole = ledger(visit.store, visit.scope, (), visit.subject, visit.today)
    if len(whole.rows):
        anatomy.show_none(visit, len(whole.rows))
    else:
        anatomy.show_finding(visit, whole.finding)


def _columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "days": _("Days"),
        "kind_name": _("Kind"),
        "what_name": _("What"),
        "who": _("Who"),
        "to_whom": _("To whom"),
        "county_name": _("County"),
        "since": _("Since"),
        "state_name": _("State"),
    }


def _worded(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """Our own words in the reader's language; a name stays as it is."""
    _ = visit._
    named = {
        column: [text if is_named else _(text) for text, is_named in zip(rows[column], rows[is_name], strict=True)]
        for column, is_name in NAMED.items()
    }
    return rows.assign(
        **{column: pd.Series(texts, index=rows.index, dtype=object) for column, texts in named.items()},
        kind_name=[_(LEDGER_KINDS[kind]) for kind in rows.kind],
        what_name=[_(what) for what in rows.what],
        state_name=[_(state) for state in rows.state],
        county_name=[name if code else _(name) for name, code in zip(rows.county_name, rows.county_code, strict=True)],
    )
