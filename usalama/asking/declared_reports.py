"""What a report is to those who ask it from outside a page: its declaration, what it is asked, what it answers."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from usalama.asking.export import Order, Printed
from usalama.asking.held_records import RegisterRows
from usalama.asking.selection import About
from usalama.country.subject import Subject
from usalama.model import Choices, Place, Scope, Sentence
from usalama.store import Store


@dataclass(frozen=True)
class Asked:
    """What a report is asked from a shell.

    Arguments:
        today: the local date.
        places: for reports that take places of their own.
        order: for reports that may be sorted.
        year: for reports about printed figures; None asks for the newest.
    """

    store: Store
    scope: Scope
    choices: Choices
    subject: Subject
    today: date
    places: tuple[Place, ...] = ()
    order: Order = Order.COUNTY
    year: int | None = None

    @property
    def of_incidents(self) -> tuple[Store, Scope, Choices, Subject]:
        return self.store, self.scope, self.choices, self.subject

    @property
    def of_counties(self) -> tuple[Store, Scope, tuple[str, ...], Subject, date]:
        return self.store, self.scope, self.choices.county_codes, self.subject, self.today


@dataclass(frozen=True)
class Answer:
    """What a report says to a shell.

    Arguments:
        rows: the table of the CSV file.
        tables: the tables and sentences of the JSON file.
        about: how it was made, of a report about incidents; the register that was read, or who printed the figures,
            of others.
    """

    rows: pd.DataFrame
    tables: dict[str, object]
    about: About | RegisterRows | Printed
    method: Sentence


@dataclass(frozen=True)
class Report:
    """One report as everybody meets it.

    Arguments:
        title: what it is called, as a heading; marked for translation.
        page, tab: where it stands; the tab is empty on a page that is one whole.
        methods: how its numbers are made.
        name: of the command under ``usalama report``; empty where there is none.
        help: of the command, in a sentence.
        takes: the options of the command, besides scope and format.
        defaults: values of these options where they differ from nothing.
        answer: asks it.
    """

    title: str
    page: str
    tab: str
    methods: tuple[Sentence, ...]
    name: str = ""
    help: str = ""
    takes: tuple[str, ...] = ()
    defaults: dict[str, object] = field(default_factory=dict)
    answer: Callable[[Asked], Answer] | None = None


def method_code(method: Sentence) -> str:
    """A method as an address names it: made of its English words, so that whoever has the method has its code."""
    return f"{zlib.crc32(method.template.encode()):08x}"
