"""Commands about surveys: forms and submissions in, forms out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from usalama.actions.clerk import Source
from usalama.actions.import_survey import held_form, import_form, import_submissions
from usalama.commands.here import AsJson, DryRun, clerk_here, finish, sentences
from usalama.model import Nature
from usalama.questionnaire.form import shipped_form
from usalama.surveys.form_workbook import form_xlsx

SHIPPED = "shipped"

surveying = typer.Typer()

SourceName = Annotated[str, typer.Option(help="Who asks, or has the form.")]
NatureOf = Annotated[Nature, typer.Option(help="Whether it is real, invented or a trial.")]


@surveying.command("import-form")
def import_form_file(
    file: Path,
    source: SourceName,
    nature: NatureOf,
    record_id: Annotated[str | None, typer.Option("--as", help="The survey's id; else the form's own.")] = None,
    dry_run: DryRun = False,
    as_json_text: AsJson = False,
) -> None:
    """Check a form (XLSForm workbook, or KoboToolbox's JSON) and store it. Exit 0: stored; 2: nothing."""
    with sentences(as_json_text):
        clerk, from_whom = clerk_here(), Source(source, nature)
        receipt = import_form(clerk, file, from_whom, record_id=record_id, dry_run=dry_run)
    finish(receipt, as_json_text)


@surveying.command("import-submissions")
def import_submissions_file(
    file: Path,
    survey: Annotated[str, typer.Option(help="The survey's id, as import-form says it.")],
    wave: Annotated[str, typer.Option(help="The round of asking, such as 2026-03.")],
    source: SourceName,
    nature: NatureOf,
    dry_run: DryRun = False,
    as_json_text: AsJson = False,
) -> None:
    """Check an export of KoboToolbox (CSV, XLSX, JSON) and store its submissions. Exit 0: stored; 2: nothing."""
    with sentences(as_json_text):
        clerk, from_whom = clerk_here(), Source(source, nature)
        receipt = import_submissions(clerk, file, survey, wave, from_whom, dry_run=dry_run)
    finish(receipt, as_json_text)


@surveying.command("export-form")
def export_form_file(
    survey: Annotated[str, typer.Argument(help='The survey\'s id, or "shipped".')],
    to: Annotated[Path, typer.Option(help="The workbook to write, .xlsx.")],
) -> None:
    """Write a form as an XLSForm workbook, which KoboToolbox takes."""
    with sentences():
        form = shipped_form() if survey == SHIPPED else held_form(clerk_here(), survey)
        to.write_bytes(form_xlsx(form))
    typer.echo(str(to))
