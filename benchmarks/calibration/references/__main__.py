"""Do our statistics give the numbers that others published or computed with other programs?

Each reference is a JSON file: input, expected results, tolerance, source and the call that produced it. Prints a table;
1 when one is out of tolerance. ``python -m benchmarks.calibration.references [folder]``, by default the references
that lie with the tests. Others may be read but not passed on, by the terms of their data, and lie elsewhere.
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.calibration.references.report import check, markdown, read_references

COMMITTED = Path(__file__).parents[3] / "tests" / "reference"


def main(folder: str | Path = COMMITTED) -> int:
    """Print a row a reference; 1 when one is out of tolerance, or there is none."""
    rows = [check(known) for known in read_references(Path(folder))]
    if not rows:
        print(f"There is no reference in {folder}.", file=sys.stderr)
        return 1
    print(markdown(rows))
    return 1 if any(row.is_within is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
