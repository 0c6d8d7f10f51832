"""The ``usalama`` command: thin, every deed is an action and every number a report."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import Progress as ProgressBar

from usalama.access import operator_scope, scope_named
from usalama.actions.import_cover import CoverFile, import_cover
from usalama.actions.make_demonstration import DEFAULT_SEED, DemonstrationPlan, make_demonstration
from usalama.actions.receipt import Receipt, describe_file
from usalama.actions.staged_file import Progress
from usalama.actions.store_file import Clerk, preview_file, store_file
from usalama.actions.undo_batch import undo_batch
from usalama.demonstration import DEFAULT_ROWS
from usalama.errors import InputRefused, UsalamaError
from usalama.model import Choices, Nature, Period, month_end
from usalama.reports.comparison import compare_places
from usalama.reports.county_rates import county_rates
from usalama.reports.export import ENGLISH, Order, as_csv, as_json, in_order
from usalama.reports.history import import_history
from usalama.reports.subject import Subject, load_subject
from usalama.reports.trend import trend
from usalama.settings import Settings
from usalama.store import Store, open_store

NOTHING_STORED = 2
DEFAULT_MAPPING = "usalama"

app = typer.Typer(
    help="Community safety: incidents in, honest rates out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
report = typer.Typer(help="The numbers of the pages, for analysts and scripts.", no_args_is_help=True)
app.add_typer(report, name="report")

FromDay = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First local day.")]
ToDay = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last local day.")]
Categories = Annotated[list[str] | None, typer.Option("--category", help="Category or group; may be repeated.")]
Counties = Annotated[list[str] | None, typer.Option("--county", help="County number or name; may be repeated.")]
Sources = Annotated[list[str] | None, typer.Option("--source", help="Source; may be repeated.")]
ScopeName = Annotated[str, typer.Option("--scope", help="public or operator.")]
Format = Annotated[str, typer.Option("--format", help="json or csv.")]


@app.command("import")
def import_file(
    file: Path,
    source: Annotated[str, typer.Option(help="Who the rows come from.")],
    mapping: Annotated[str, typer.Option(help="A mapping file, or the name of a shipped one.")] = DEFAULT_MAPPING,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only look; store nothing.")] = False,
    as_json_text: Annotated[bool, typer.Option("--json", help="Print the receipt as JSON.")] = False,
    start_clean: Annotated[bool, typer.Option("--start-clean", help="Remove rows of another nature first.")] = False,
) -> None:
    """Check a file and store what is new in it. Exit 0: stored; 2: nothing stored."""
    with _sentences(as_json_text), _progress(f"Reading {file.name}") as on_progress:
        clerk = _clerk(open_store(Settings().store))
        to_store = describe_file(file, file.name, source, mapping)
        if dry_run:
            receipt = preview_file(clerk, to_store, on_progress)
        else:
            receipt = store_file(clerk, to_store, start_clean=start_clean, on_progress=on_progress)
    _print_receipt(receipt, as_json_text)
    if dry_run or receipt.batch_id is None:
        raise typer.Exit(NOTHING_STORED)


@app.command("import-cover")
def import_cover_file(
    file: Path,
    source: Annotated[str, typer.Option(help="Who keeps the hours.")],
    nature: Annotated[Nature, typer.Option(help="Whether the hours are kept, invented or a trial.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only look; store nothing.")] = False,
    as_json_text: Annotated[bool, typer.Option("--json", help="Print the receipt as JSON.")] = False,
) -> None:
    """Check a file of hours of patrols, gates and guards and store what is new. Exit 0: stored; 2: nothing stored."""
    with _sentences(as_json_text):
        receipt = import_cover(_clerk(open_store(Settings().store)), CoverFile(file, source, nature), dry_run=dry_run)
    typer.echo(json.dumps(receipt.as_json()) if as_json_text else "\n".join(map(ENGLISH.say, receipt.sentences())))
    if receipt.batch_id is None:
        raise typer.Exit(NOTHING_STORED)


@app.command()
def undo(batch_id: str) -> None:
    """Take back a whole import; what it had overwritten stands again."""
    with _sentences():
        version = undo_batch(open_store(Settings().store), operator_scope(), batch_id, getpass.getuser())
    typer.echo(f"Undone. Data version {version}.")


@app.command()
def history() -> None:
    """The imports, newest first."""
    with _sentences():
        rows = import_history(open_store(Settings().store), operator_scope())
    typer.echo(rows.to_string(index=False) if len(rows) else "Nothing was imported yet.")


@app.command()
def demo(
    rows: Annotated[int, typer.Option(min=1, help="Rows to make.")] = DEFAULT_ROWS,
    seed: Annotated[int, typer.Option(help="The same seed makes the same rows.")] = DEFAULT_SEED,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m"], help="Last month, YYYY-MM.")] = None,
    start_clean: Annotated[bool, typer.Option("--start-clean", help="Remove rows of another nature first.")] = False,
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Do nothing when the store holds rows.")] = False,
) -> None:
    """Fill the store with synthetic demonstration data."""
    with _sentences(), _progress("Making demonstration data") as on_progress:
        store, subject = open_store(Settings().store), _subject()
        if if_empty and len(import_history(store, operator_scope())):
            return
        plan = DemonstrationPlan(until.date() if until else _last_full_month(_today(subject)), rows, seed)
        receipt = make_demonstration(
            _clerk(store), plan, subject.country, subject.categories, start_clean=start_clean, on_progress=on_progress
        )
    _print_receipt(receipt, as_json_text=False)


@report.command("county-rates")
def report_county_rates(
    start: FromDay = None,
    end: ToDay = None,
    category: Categories = None,
    county: Counties = None,
    source: Sources = None,
    scope: ScopeName = "public",
    sort: Annotated[Order, typer.Option(help="county, rate or count.")] = Order.COUNTY,
    output: Format = "json",
) -> None:
    """Counts and yearly rates of every county, with intervals."""
    with _sentences(output == "json"):
        subject = _subject()
        choices = _choices(subject, start, end, category, county, source)
        result = county_rates(open_store(Settings().store), scope_named(scope, _today(subject)), choices, subject)
        rows = in_order(result.rows, sort)
        _print_rows(output, as_json({"rows": rows}, result.about, result.method), as_csv(rows, result.about))


@report.command("compare")
def report_compare(
    places: Annotated[str, typer.Option(help="Two to six places, separated by commas.")] = "Kisumu,Nakuru,Mombasa",
    start: FromDay = None,
    end: ToDay = None,
    category: Categories = None,
    source: Sources = None,
    scope: ScopeName = "public",
    output: Format = "json",
) -> None:
    """A few cities or counties side by side; a bare name means the city if there is one."""
    with _sentences(output == "json"):
        subject = _subject()
        choices = _choices(subject, start, end, category, None, source)
        named = tuple(subject.country.place(name) for name in places.split(",") if name.strip())
        result = compare_places(
            open_store(Settings().store), scope_named(scope, _today(subject)), choices, subject, named
        )
        pairs = [
            {"place": pair.place.key, "other": pair.other.key, "ratio": pair.ratio, "sentence": pair.sentence}
            for pair in result.pairs
        ]
        rows = result.rows.drop(columns="person_years")
        text = as_json({"rows": rows, "pairs": pairs, "warnings": result.warnings}, result.about, result.method)
        _print_rows(output, text, as_csv(rows, result.about))


@report.command("trend")
def report_trend(
    start: FromDay = None,
    end: ToDay = None,
    category: Categories = None,
    county: Counties = None,
    source: Sources = None,
    places: Annotated[str, typer.Option(help="A series a place instead of one for all.")] = "",
    scope: ScopeName = "public",
    output: Format = "json",
) -> None:
    """Counts and rates month by month."""
    with _sentences(output == "json"):
        subject = _subject()
        choices = _choices(subject, start, end, category, county, source)
        named = tuple(subject.country.place(name) for name in places.split(",") if name.strip())
        result = trend(open_store(Settings().store), scope_named(scope, _today(subject)), choices, subject, named)
        _print_rows(
            output, as_json({"rows": result.rows}, result.about, result.method), as_csv(result.rows, result.about)
        )


@contextmanager
def _sentences(as_json_text: bool = False) -> Iterator[None]:
    """A known error is one sentence and exit code 2."""
    try:
        yield
    except UsalamaError as error:
        sentence = ENGLISH.say(error.sentence)
        if as_json_text:
            typer.echo(json.dumps({"error": sentence}, ensure_ascii=False))
        typer.echo(sentence, err=True)
        raise typer.Exit(NOTHING_STORED) from error


@contextmanager
def _progress(title: str) -> Iterator[Progress | None]:
    """A bar for people; nothing in a log file."""
    if not sys.stderr.isatty():
        yield None
        return
    with ProgressBar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=1.0)
        yield lambda share: bar.update(task, completed=share)


def _print_receipt(receipt: Receipt, as_json_text: bool) -> None:
    if as_json_text:
        typer.echo(json.dumps(receipt.as_json(), ensure_ascii=False))
        return
    typer.echo(
        f"{receipt.rows_read} rows read = {receipt.accepted} accepted ({receipt.new} new, {receipt.updated} updated)"
        f" + {receipt.rejected} refused + {receipt.duplicates} known already."
    )
    typer.echo(f"The public will see {receipt.published} of {receipt.accepted} accepted rows counted.")
    for reason in (*receipt.unpublished, *receipt.notices):
        typer.echo(f"- {ENGLISH.say(reason)}")
    if receipt.rejections_file:
        typer.echo(f"The refused rows with their reasons: {receipt.rejections_file}")
    typer.echo(f"Batch {receipt.batch_id or 'none'}, data version {receipt.data_version}.")


def _print_rows(output: str, json_text: str, csv_text: str) -> None:
    if output not in ("json", "csv"):
        raise InputRefused('There is no format "{format}". Use json or csv.', format=output)
    typer.echo(json_text if output == "json" else csv_text.rstrip("\n"))


def _clerk(store: Store) -> Clerk:
    settings = Settings()
    today = _today(_subject())
    return Clerk(store, operator_scope(), getpass.getuser(), today, settings.country, is_upload=False)


def _subject() -> Subject:
    return load_subject(Settings())


def _today(subject: Subject) -> date:
    return datetime.now(ZoneInfo(subject.country.time_zone)).date()


def _last_full_month(today: date) -> date:
    return date.fromordinal(today.replace(day=1).toordinal() - 1).replace(day=1)


def _choices(
    subject: Subject,
    start: datetime | None,
    end: datetime | None,
    categories: list[str] | None,
    counties: list[str] | None,
    sources: list[str] | None,
) -> Choices:
    codes = tuple(_county_code(subject, name) for name in counties or ())
    period = _period(start, end)
    return Choices(period, codes, tuple(categories or ()), tuple(sources or ()))


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


if __name__ == "__main__":
    app()
