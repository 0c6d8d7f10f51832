"""Records in the words of people: codes as their words, counties and associations by name, days as they are written."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from components.shell.visit import Visit
from usalama.actions.keep_records import register_named
from usalama.asking.held_records import register_rows
from usalama.model import Choices, PlaceLevel
from usalama.registers import Register
from usalama.schema import Column, Kind, Place

ID, BETWEEN, LONGEST = "record_id", " · ", 80
RIGHT_TO_LEFT = {"R", "AL"}
# Between these signs a name that runs from right to left leaves the rest of the line as it is.
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"


class RecordWords:
    """What the values of records are called by one visitor.

    The names of other registers are read once for each of these, when the first record names one.
    """

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._names: dict[str, dict[str, str]] = {}
        self.counties = visit.subject.country.names(PlaceLevel.COUNTY)

    def of(self, column: Column, value: Any) -> str:
        """One value; empty where there is none."""
        _ = self._visit._
        if _is_missing(value):
            return ""
        if column.words:
            return _(column.words.get(str(value), str(value)))
        if column.names:
            return self.names_of(column.names).get(str(value), str(value))
        if column.place is not None:
            return self._place(column.place, str(value))
        if column.kind is Kind.FLAG:
            return _("yes") if value else _("no")
        if column.kind is Kind.DATE:
            return self._visit.language.day(_as_day(value))
        if column.kind in (Kind.INTEGER, Kind.NUMBER):
            return self._visit.language.number(value)
        return in_line(str(value))

    def known_as(self, table: Register, record: Mapping[str, Any]) -> str:
        """A record by what tells it from another."""
        return BETWEEN.join(self._told(table, record))

    def _told(self, table: Register, record: Mapping[str, Any]) -> list[str]:
        said = (self.of(column, record.get(column.name)) for column in table.told_by)
        return [one if len(one) <= LONGEST else f"{one[:LONGEST]}…" for one in said if one]

    def labels(self, table: Register, rows: pd.DataFrame) -> dict[str, str]:
        """record_id -> what each record is known as; those that are known as the same have their number beside."""
        return _told_apart({str(one[ID]): self.known_as(table, one) for one in rows.to_dict("records")})

    def names_of(self, register: str) -> dict[str, str]:
        """record_id -> name of every record of another register, by name."""
        if register not in self._names:
            table = register_named(register)
            held = register_rows(self._visit.store, self._visit.scope, Choices(), table).rows
            named = _told_apart({str(one[ID]): _as_name(self._told(table, one)) for one in held.to_dict("records")})
            self._names[register] = dict(sorted(named.items(), key=lambda one: one[1].casefold()))
        return self._names[register]

    def constituencies(self) -> dict[str, str]:
        """Code -> name and county of every constituency, by name."""
        every = sorted(self._visit.subject.country.constituencies, key=lambda one: one.name)
        return {one.code: f"{one.name}{BETWEEN}{self.counties[one.county_code]}" for one in every}

    def _place(self, place: Place, value: str) -> str:
        if place is Place.CONSTITUENCY:
            return self.constituencies().get(value, value)
        if place is Place.AREA:
            return ""
        return ", ".join(self.counties.get(code, code) for code in value.split(","))


def in_line(text: str) -> str:
    """A text from people as it stands in a line of ours, whichever way it runs."""
    runs_back = any(unicodedata.bidirectional(sign) in RIGHT_TO_LEFT for sign in text)
    return f"{ISOLATE}{text}{END_OF_ISOLATE}" if runs_back else text


def _as_name(told: Sequence[str]) -> str:
    """What it is called, and in brackets which one that is, where the name does not say so itself."""
    first, *others = told or [""]
    more = [one for one in others if one not in first]
    return f"{first} ({', '.join(more)})" if more else first


def _told_apart(known: Mapping[str, str]) -> dict[str, str]:
    """The same, with the number beside what several are called."""
    times = Counter(known.values())
    return {key: said if times[said] == 1 else f"{said} ({key})" for key, said in known.items()}


def _as_day(value: Any) -> date:
    return value.date() if isinstance(value, pd.Timestamp) else value


def _is_missing(value: Any) -> bool:
    return value is None or (not isinstance(value, str) and bool(pd.isna(value)))
