"""A process that imports small batches until it is killed; prints the id of each that was stored."""

import sys
from datetime import date
from pathlib import Path

from tests.examples import incident, store_rows
from usalama.store import Store
from usalama.store.lake import CONNECT_WITH

ROWS_A_BATCH = 100


def main(folder: str, name: str, batches: int) -> None:
    # As in the process of the tests: checked where that is what is tested.
    CONNECT_WITH["allow_unsigned_extensions"] = "true"
    store = Store(Path(folder))
    for number in range(batches):
        batch_id = f"{name}-{number}"
        rows = [incident(f"{batch_id}-{row}", date(2024, row % 12 + 1, 1)) for row in range(ROWS_A_BATCH)]
        store_rows(store, rows, batch_id)
        sys.stdout.write(f"{batch_id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
