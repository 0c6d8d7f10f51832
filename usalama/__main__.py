"""The ``usalama`` command."""

from __future__ import annotations

import typer

from usalama.commands.report import report
from usalama.commands.storing import storing
from usalama.commands.surveying import surveying

app = typer.Typer(
    help="Community safety: incidents in, honest rates out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(storing)
app.add_typer(surveying)
app.add_typer(report, name="report")

if __name__ == "__main__":
    app()
