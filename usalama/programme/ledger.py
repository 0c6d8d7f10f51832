"""What was asked, pledged and applied for and is still open, in one list: the oldest first?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from usalama.asking.held_records import RegisterRows, of_one_nature
from usalama.asking.kept import kept
from usalama.asking.told import days_words
from usalama.country.subject import Subject
from usalama.model import N_, Scope, Sentence, counted
from usalama.programme.ask_steps import ASK_STATES
from usalama.programme.asks import NO_ASSOCIATION, Asks, asks
from usalama.programme.charter import KEPT, STANDINGS, Charter, charter
from usalama.programme.progress.accreditation import Accreditation, accreditation
from usalama.programme.view import chosen_counties, longest, of_place
from usalama.registers import ASK_WORDS, SECTOR_WORDS, STAGE_WORDS
from usalama.store import Store

METHOD = Sentence(
    "Open are asks that are not delivered, pledges that are not stated to be kept, and cases of accreditation in which "
    "an answer is awaited. Days run from the day on which it was asked for or signed, and of a case from the day of "
    "its stage. Records of one nature only: the strongest that the three registers hold. No office is counted or "
    "compared."
)
ASKED, PLEDGED, APPLIED = "ask", "pledge", "case"
LEDGER_KINDS = {ASKED: N_("Ask"), PLEDGED: N_("Pledge"), APPLIED: N_("Application")}
# Whom a pledge is made to, and whom a case waits for where its office is not recorded.
THE_CHARTER, THE_GOVERNMENT = N_("under the charter"), N_("the county government")
FOR_RECOGNITION = N_("recognition")
COLUMNS = ["kind", "what", "who", "to_whom", "county_code", "county_name", "since", "state", "days"]
# Columns whose text is a name only where this says so; else it is an English word of ours, to be translated.
NAMED = {"who": "is_who_named", "to_whom": "is_to_whom_named"}


@dataclass(frozen=True)
class Ledger:
    """What is open in the chosen counties.

    Arguments:
        rows: kind (a key of LEDGER_KINDS), what, who, to_whom, county_code, county_name, since, state (what, state and
            county_name in English words or names), days, source_name, is_who_named and is_to_whom_named (whether these
            are names and no words of ours), the oldest first.
        finding: how many are open, of which kind, and the oldest for how long.
        held: of all three registers: their nature, and who states them.
    """

    rows: pd.DataFrame
    finding: Sentence
    held: RegisterRows
    method: Sentence = METHOD

    def of_kind(self, kind: str) -> pd.DataFrame:
        """The rows of one kind; empty means all."""
        return self.rows[self.rows.kind == kind].reset_index(drop=True) if kind else self.rows


@kept
def ledger(store: Store, scope: Scope, county_codes: tuple[str, ...], subject: Subject, today: date) -> Ledger:
    """The open asks, pledges and cases of the chosen counties; none chosen means all.

    Arguments:
        today: the local date, up to which days are counted.
    """
    question = (store, scope, county_codes, subject, today)
    asked, pledged, applied = asks(*question), charter(*question), accreditation(*question)
    parts = [_of_asks(asked), _of_pledges(pledged, today), _of_cases(applied)]
    whole = pd.concat(parts, ignore_index=True).astype(
        {"days": "Int64", "is_who_named": bool, "is_to_whom_named": bool}
    )
    held = of_one_nature(whole, store.version())
    rows = held.rows.sort_values(["days", "kind", "county_code", "what"], ascending=[False, True, True, True])
    counties = chosen_counties(subject, scope, county_codes)
    return Ledger(
        rows=rows.reset_index(drop=True),
        finding=of_place(open_sentence(rows.kind.value_counts().to_dict(), longest(rows.days)), counties, county_codes),
        held=held,
    )


def _of_asks(result: Asks) -> pd.DataFrame:
    rows = result.board
    is_named = rows.association_name != ""
    return rows.assign(
        kind=ASKED,
        what=rows.kind.map(ASK_WORDS),
        who=rows.association_name.where(is_named, NO_ASSOCIATION),
        to_whom=rows.addressed_to,
        since=rows.asked_on,
        state=rows.state.map(ASK_STATES),
        days=rows.age_days,
        is_who_named=is_named,
        is_to_whom_named=True,
        nature=result.held.nature,
    )[[*COLUMNS, *NAMED.values(), "source_name", "nature"]]


def _of_pledges(result: Charter, today: date) -> pd.DataFrame:
    rows = result.rows[result.rows.standing != KEPT]
    signed = pd.to_datetime(rows.signed_on)
    return rows.assign(
        kind=PLEDGED,
        what=rows.sector.map(SECTOR_WORDS),
        who=rows.signatory,
        to_whom=THE_CHARTER,
        since=rows.signed_on,
        state=rows.standing.map(STANDINGS),
        days=(pd.Timestamp(today) - signed).dt.days.astype("Int64"),
        is_who_named=rows.is_named,
        is_to_whom_named=False,
        nature=result.held.nature,
    )[[*COLUMNS, *NAMED.values(), "source_name", "nature"]]


def _of_cases(result: Accreditation) -> pd.DataFrame:
    rows = result.waiting
    is_named, is_office = rows.association_name != "", rows.office != ""
    return rows.assign(
        kind=APPLIED,
        what=FOR_RECOGNITION,
        who=rows.association_name.where(is_named, NO_ASSOCIATION),
        to_whom=rows.office.where(is_office, THE_GOVERNMENT),
        state=rows.stage.map(STAGE_WORDS),
        days=rows.days_waiting,
        is_who_named=is_named,
        is_to_whom_named=is_office,
        source_name=", ".join(result.held.source_names),
        nature=result.held.nature,
    )[[*COLUMNS, *NAMED.values(), "source_name", "nature"]]


def open_sentence(counts: dict[str, int], days: int | None) -> Sentence:
    """How much is open.

    Arguments:
        counts: a number for each kind of which anything is open.
        days: of the oldest.
    """
    if days is None:
        return Sentence("Nothing is open.")
    return Sentence(
        "{things} are open; the oldest for {days}.",
        {
            "things": Sentence(
                "{asks}, {pledges} and {cases}",
                {
                    "asks": counted("{count} ask", "{count} asks", counts.get(ASKED, 0)),
                    "pledges": counted("{count} pledge", "{count} pledges", counts.get(PLEDGED, 0)),
                    "cases": counted("{count} application", "{count} applications", counts.get(APPLIED, 0)),
                },
            ),
            "days": days_words(days),
        },
    )
