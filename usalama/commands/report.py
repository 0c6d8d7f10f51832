"""The numbers of the pages, for analysts and scripts: a command for each report that is declared with one."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

import typer

from usalama.access import scope_named
from usalama.asking.declared_reports import Answer, Asked, Report
from usalama.asking.export import Order, Printed, as_csv, as_json, printed_csv, printed_json
from usalama.asking.held_records import register_csv, register_json
from usalama.asking.selection import About
from usalama.commands.here import local_today, our_subject, sentences
from usalama.country.subject import Subject
from usalama.errors import InputRefused
from usalama.model import Choices, Period, Scope, month_end
from usalama.reports import REPORTS
from usalama.settings import Settings
from usalama.store import open_store

report = typer.Typer(help="The numbers of the pages, for analysts and scripts.", no_args_is_help=True)

OPTIONS: dict[str, tuple[Any, object]] = {
    "start": (
        Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First local day.")],
        None,
    ),
    "end": (Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last local day.")], None),
    "category": (
        Annotated[list[str] | None, typer.Option("--category", help="Category or group; may be repeated.")],
        None,
    ),
    "county": (
        Annotated[list[str] | None, typer.Option("--county", help="County number or name; may be repeated.")],
        None,
    ),
    "source": (Annotated[list[str] | None, typer.Option("--source", help="Source; may be repeated.")], None),
    "places": (Annotated[str, typer.Option("--places", help="Places, separated by commas, instead of all.")], ""),
    "sort": (Annotated[Order, typer.Option("--sort", help="county, rate or count.")], Order.COUNTY),
    "year": (Annotated[int | None, typer.Option("--year", help="Of published figures; the newest if left out.")], None),
    "scope": (Annotated[str, typer.Option("--scope", help="public or operator.")], "public"),
    "output": (Annotated[str, typer.Option("--format", help="json or csv.")], "json"),
}
EVERY_REPORT_TAKES = ("scope", "output")


def command_of(declared: Report, answer: Callable[[Asked], Answer]) -> Callable[..., None]:
    """A function that asks the report, with just the options that it takes."""

    def asking(**given: Any) -> None:
        with sentences(given["output"] == "json"):
            asked = _asked(given)
            print_answer(given["output"], answer(asked), asked.scope)

    parameters = [_parameter(name, declared) for name in (*declared.takes, *EVERY_REPORT_TAKES)]
    vars(asking).update(__name__=declared.name, __doc__=declared.help)
    vars(asking)["__signature__"] = inspect.Signature(parameters)
    return asking


def _parameter(name: str, declared: Report) -> inspect.Parameter:
    kind, default = OPTIONS[name]
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=declared.defaults.get(name, default), annotation=kind
    )


def _asked(given: dict[str, Any]) -> Asked:
    subject = our_subject()
    today = local_today(subject)
    choices = choices_of(subject, given)
    named = tuple(subject.country.place(name) for name in given.get("places", "").split(",") if name.strip())
    store, scope = open_store(Settings().store), scope_named(given["scope"], today)
    return Asked(store, scope, choices, subject, today, named, given.get("sort", Order.COUNTY), given.get("year"))


def print_answer(output: str, answer: Answer, scope: Scope) -> None:
    """The answer as JSON or CSV.

    Raises:
        InputRefused: there is no such format.
    """
    if output not in ("json", "csv"):
        raise InputRefused('There is no format "{format}". Use json or csv.', format=output)
    about = answer.about
    if isinstance(about, About):
        made = as_json(answer.tables, about, answer.method) if output == "json" else as_csv(answer.rows, about)
    elif isinstance(about, Printed):
        made = (
            printed_json(answer.tables, about, answer.method) if output == "json" else printed_csv(answer.rows, about)
        )
    elif output == "json":
        made = register_json(answer.tables, about, scope, answer.method)
    else:
        made = register_csv(answer.rows, about, scope)
    typer.echo(made.rstrip("\n"))


def choices_of(subject: Subject, given: dict[str, Any]) -> Choices:
    """What was chosen on the command line.

    Raises:
        InputRefused: the period ends before it starts, or a place is not known.
    """
    codes = tuple(_county_code(subject, name) for name in given.get("county") or ())
    period = _period(given.get("start"), given.get("end"))
    return Choices(period, codes, tuple(given.get("category") or ()), tuple(given.get("source") or ()))


def _period(start: datetime | None, end: datetime | None) -> Period | None:
    if start is None and end is None:
        return None
    first, last = start.date() if start else date(1900, 1, 1), end.date() if end else month_end(date(2999, 12, 1))
    if last < first:
        raise InputRefused("The period ends on {end}, before it starts on {start}.", start=first, end=last)
    return Period(first, last)


def _county_code(subject: Subject, name: str) -> str:
    country = subject.country
    return name if name in {county.code for county in country.counties} else country.county_by_name(name).code


for one in REPORTS:
    if one.answer:
        report.command(one.name, help=one.help)(command_of(one, one.answer))
