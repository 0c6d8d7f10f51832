"""How long a large file takes to import, and how much memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from usalama.country import Country
from usalama.country.categories import Categories
from usalama.demonstration import write_csv

LAST_MONTH = date(2025, 12, 1)
SEED = 1
WATCH_SECONDS = 0.05


@dataclass(frozen=True)
class Import:
    """One import by the command line into an empty store.

    Arguments:
        peak_megabytes: the most that all its processes held at one moment, pages they share counted in each.
    """

    rows_read: int
    accepted: int
    seconds: float
    peak_megabytes: float


def time_import(folder: Path, row_count: int, country: Country, categories: Categories) -> Import:
    """Import a synthetic file of so many rows; the file is made once and kept."""
    path = folder / f"import-{row_count}.csv"
    if not path.exists():
        write_csv(path, row_count, SEED, LAST_MONTH, country, categories)
    with tempfile.TemporaryDirectory(dir=folder) as store:
        command = [sys.executable, "-m", "usalama", "import", str(path), "--source", "Benchmark", "--json"]
        began = time.perf_counter()
        process = subprocess.Popen(
            command, env=os.environ | {"USALAMA_STORE": store}, stdout=subprocess.PIPE, text=True
        )
        peak = _peak_megabytes(process)
        seconds = time.perf_counter() - began
        output, _ = process.communicate()
    receipt = json.loads(output)
    return Import(receipt["rows_read"], receipt["accepted"], seconds, peak)


def _peak_megabytes(process: subprocess.Popen[str]) -> float:
    """Watch a process and all that it started until it ends."""
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_resident_kilobytes(one) for one in _with_children(process.pid)))
        time.sleep(WATCH_SECONDS)
    return peak / 1024


def _with_children(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(found for child in children for found in _with_children(int(child)))]


def _resident_kilobytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)
