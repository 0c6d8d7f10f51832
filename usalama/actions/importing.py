"""What an importer, at a desk or at the command line, begins with."""

from __future__ import annotations

import getpass
from datetime import date
from pathlib import Path

from usalama.actions.receipt import describe_file
from usalama.actions.store_file import Clerk
from usalama.ingest import mapping
from usalama.model import Scope
from usalama.store import Store

__all__ = ["clerk_of", "describe_file", "shipped_mappings"]


def clerk_of(store: Store, scope: Scope, today: date, country_folder: Path) -> Clerk:
    """The person at the page; uploads have limits that files on this machine have not."""
    return Clerk(store, scope, getpass.getuser(), today, country_folder, is_upload=True)


def shipped_mappings() -> dict[str, str]:
    """Title of each mapping that is shipped, by name; examples say so."""
    return {one.name: one.title for one in mapping.shipped_mappings()}
