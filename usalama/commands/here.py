"""Who runs a command on this machine, and how errors and progress are shown to them."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import Progress as ProgressBar

from usalama.access import operator_scope
from usalama.actions.clerk import Clerk, Progress
from usalama.actions.receipt import Receipt
from usalama.asking.export import ENGLISH
from usalama.country.subject import Subject, load_subject
from usalama.errors import UsalamaError
from usalama.settings import Settings
from usalama.store import open_store

NOTHING_STORED = 2
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only look; store nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the receipt as JSON.")]


@contextmanager
def sentences(as_json_text: bool = False) -> Iterator[None]:
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
def progress(title: str) -> Iterator[Progress | None]:
    """A bar for people; nothing in a log file."""
    if not sys.stderr.isatty():
        yield None
        return
    with ProgressBar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=1.0)
        yield lambda share: bar.update(task, completed=share)


def clerk_here() -> Clerk:
    settings, today = Settings(), local_today(our_subject())
    store = open_store(settings.store)
    return Clerk(store, operator_scope(), getpass.getuser(), today, settings.country, is_upload=False)


def our_subject() -> Subject:
    return load_subject(Settings())


def local_today(subject: Subject) -> date:
    return datetime.now(ZoneInfo(subject.country.time_zone)).date()


def print_receipt(receipt: Receipt, as_json_text: bool) -> None:
    """What became of a file: as JSON for scripts, or in words."""
    if as_json_text:
        words = {"notices": [ENGLISH.say(one) for one in receipt.notices]} if receipt.register else {}
        typer.echo(json.dumps(receipt.as_json() | words, ensure_ascii=False))
        return
    whole, *others = receipt.sentences()
    typer.echo(ENGLISH.say(whole))
    for sentence in others:
        typer.echo(f"- {ENGLISH.say(sentence)}")
    if receipt.rejections_file:
        typer.echo(f"The refused rows with their reasons: {receipt.rejections_file}")
    typer.echo(f"Batch {receipt.batch_id or 'none'}, data version {receipt.data_version}.")


def finish(receipt: Receipt, as_json_text: bool) -> None:
    """Print the receipt; the exit code says whether anything was stored."""
    print_receipt(receipt, as_json_text)
    if receipt.batch_id is None:
        raise typer.Exit(NOTHING_STORED)
