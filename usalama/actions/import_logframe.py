"""Store the indicators of a workbook, and their targets and values."""

from __future__ import annotations

from pathlib import Path

from usalama.actions.keep_records import RecordReceipt, RegisterSource, import_register
from usalama.actions.store_file import Clerk
from usalama.ingest.register_rows import RegisterShape
from usalama.registers import INDICATOR, INDICATOR_VALUE


def import_logframe(
    clerk: Clerk, path: Path, source: RegisterSource, *, dry_run: bool = False
) -> tuple[RecordReceipt, RecordReceipt]:
    """Store what is new or changed in the sheets of indicators and of their values, as the export writes them.

    Arguments:
        dry_run: say what would become of the workbook and store nothing.

    Raises:
        InputRefused: it cannot be read, lacks one of the two sheets, or its nature does not fit the store.
        NotAllowed: the scope may not import.
    """
    if not dry_run:
        # Both sheets are read before either is stored, so that a workbook that lacks one changes nothing.
        import_logframe(clerk, path, source, dry_run=True)
    indicators, values = (
        import_register(clerk, path, RegisterShape(table), source, dry_run=dry_run)
        for table in (INDICATOR, INDICATOR_VALUE)
    )
    return indicators, values
