"""Commands that change the store."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from usalama.actions.arrivals import undo_batch
from usalama.actions.clerk import Source
from usalama.actions.import_cover import CoverFile, import_cover
from usalama.actions.import_incidents import describe_file, preview_file, store_file
from usalama.actions.keep_records import import_register, register_named
from usalama.actions.make_demonstration import DEFAULT_SEED, DemonstrationPlan, make_demonstration
from usalama.asking.coverage import import_history
from usalama.commands.here import (
    AsJson,
    DryRun,
    clerk_here,
    finish,
    local_today,
    our_subject,
    print_receipt,
    progress,
    sentences,
)
from usalama.demonstration import DEFAULT_ROWS
from usalama.ingest.register_rows import load_register_shape
from usalama.model import Nature

DEFAULT_MAPPING = "usalama"
StartClean = Annotated[bool, typer.Option("--start-clean", help="Remove rows of another nature first.")]

storing = typer.Typer()


@storing.command("import")
def import_file(
    file: Path,
    source: Annotated[str, typer.Option(help="Who the rows come from.")],
    mapping: Annotated[str, typer.Option(help="A mapping file, or the name of a shipped one.")] = DEFAULT_MAPPING,
    dry_run: DryRun = False,
    as_json_text: AsJson = False,
    start_clean: StartClean = False,
) -> None:
    """Check a file and store what is new in it. Exit 0: stored; 2: nothing stored."""
    with sentences(as_json_text), progress(f"Reading {file.name}") as on_progress:
        clerk = clerk_here()
        to_store = describe_file(file, file.name, source, mapping)
        if dry_run:
            receipt = preview_file(clerk, to_store, on_progress)
        else:
            receipt = store_file(clerk, to_store, start_clean=start_clean, on_progress=on_progress)
    finish(receipt, as_json_text)


@storing.command("import-cover")
def import_cover_file(
    file: Path,
    source: Annotated[str, typer.Option(help="Who keeps the hours.")],
    nature: Annotated[Nature, typer.Option(help="Whether the hours are kept, invented or a trial.")],
    dry_run: DryRun = False,
    as_json_text: AsJson = False,
) -> None:
    """Check a file of hours of patrols, gates and guards and store what is new. Exit 0: stored; 2: nothing stored."""
    with sentences(as_json_text):
        receipt = import_cover(clerk_here(), CoverFile(file, source, nature), dry_run=dry_run)
    finish(receipt, as_json_text)


@storing.command("import-register")
def import_register_file(
    file: Path,
    register: Annotated[str, typer.Option(help="association, stage, pledge ...; a wrong name lists them all.")],
    source: Annotated[str, typer.Option(help="Who states the records.")],
    nature: Annotated[Nature, typer.Option(help="Whether the records are real, invented or a trial.")],
    mapping: Annotated[Path | None, typer.Option(help="A TOML file: their columns, words and dates.")] = None,
    dry_run: DryRun = False,
    as_json_text: AsJson = False,
) -> None:
    """Check a file of a register of the programme and store what is new or changed. Exit 0: stored; 2: nothing."""
    with sentences(as_json_text):
        shape = load_register_shape(register_named(register), mapping)
        clerk = clerk_here()
        receipt = import_register(clerk, file, shape, Source(source, nature), dry_run=dry_run)
    finish(receipt, as_json_text)


@storing.command()
def undo(batch_id: str) -> None:
    """Take back a whole import; what it had overwritten stands again."""
    with sentences():
        clerk = clerk_here()
        version = undo_batch(clerk.store, clerk.scope, batch_id, clerk.author)
    typer.echo(f"Undone. Data version {version}.")


@storing.command()
def history() -> None:
    """The imports, newest first."""
    with sentences():
        clerk = clerk_here()
        rows = import_history(clerk.store, clerk.scope)
    typer.echo(rows.to_string(index=False) if len(rows) else "Nothing was imported yet.")


@storing.command()
def demo(
    rows: Annotated[int, typer.Option(min=1, help="Rows to make.")] = DEFAULT_ROWS,
    seed: Annotated[int, typer.Option(help="The same seed makes the same rows.")] = DEFAULT_SEED,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m"], help="Last month, YYYY-MM.")] = None,
    start_clean: StartClean = False,
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Do nothing when the store holds rows.")] = False,
) -> None:
    """Fill the store with synthetic demonstration data."""
    with sentences(), progress("Making demonstration data") as on_progress:
        clerk, subject = clerk_here(), our_subject()
        if if_empty and len(import_history(clerk.store, clerk.scope)):
            return
        plan = DemonstrationPlan(until.date() if until else last_full_month(local_today(subject)), rows, seed)
        receipt = make_demonstration(
            clerk,
            plan,
            subject.country,
            subject.categories,
            start_clean=start_clean,
            on_progress=on_progress,
        )
    print_receipt(receipt, as_json_text=False)


def last_full_month(today: date) -> date:
    return date.fromordinal(today.replace(day=1).toordinal() - 1).replace(day=1)
