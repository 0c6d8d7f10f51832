"""Who runs a command on this machine, and how errors and progress are shown to them."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.progress import Progress as ProgressBar

from usalama.access import operator_scope
from usalama.actions.staged_file import Progress
from usalama.actions.store_file import Clerk
from usalama.asking.export import ENGLISH
from usalama.country.subject import Subject, load_subject
from usalama.errors import UsalamaError
from usalama.settings import Settings
from usalama.store import Store

NOTHING_STORED = 2


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


def clerk_here(store: Store) -> Clerk:
    settings = Settings()
    today = local_today(our_subject())
    return Clerk(store, operator_scope(), getpass.getuser(), today, settings.country, is_upload=False)


def our_subject() -> Subject:
    return load_subject(Settings())


def local_today(subject: Subject) -> date:
    return datetime.now(ZoneInfo(subject.country.time_zone)).date()
