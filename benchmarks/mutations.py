"""``python -m benchmarks.mutations``: take one guard away at a time, and name the tests that notice.

A guard whose loss no test notices is not guarded. Each is taken away in a copy of the code; nothing changes here.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROJECT_FOLDER = Path(__file__).resolve().parents[1]
COPIED = ("app.py", "pages", "components", "usalama", "data", "tests", "docs", "benchmarks", "pyproject.toml")
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Mutation:
    """A guard that is taken away.

    Arguments:
        guard: what it protects, in words.
        file: where it stands.
        text, instead: what is replaced, which stands there once, and by what.
        tests: where it should be noticed.
    """

    guard: str
    file: str
    text: str
    instead: str
    tests: tuple[str, ...]


MUTATIONS = (
    Mutation(
        "rounding: public counts to the nearest 5",
        "usalama/disclosure.py",
        "return ((exact + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO).mask(is_hidden)",
        "return exact.mask(is_hidden)",
        ("tests/usalama/test_disclosure.py", "tests/attacks"),
    ),
    Mutation(
        "hiding: public counts of 1 to 7",
        "usalama/disclosure.py",
        "return ((exact + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO).mask(is_hidden)",
        "return (exact + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO",
        ("tests/usalama/test_disclosure.py", "tests/attacks"),
    ),
    Mutation(
        "scope: verified reports only",
        "usalama/store/questions/visible_rows.py",
        '        (parameter("verified_only") == "no") | rows.is_verified,\n',
        "",
        ("tests/usalama/store/test_store.py", "tests/usalama/store/test_questions.py"),
    ),
    Mutation(
        "scope: no month before it is published",
        "usalama/store/questions/visible_rows.py",
        "        rows.occurred_month <= until,\n",
        "",
        ("tests/usalama/store/test_store.py", "tests/usalama/store/test_questions.py"),
    ),
    Mutation(
        "scope: its own counties only",
        "usalama/store/questions/visible_rows.py",
        '        in_list("scope_counties", "county_code")(rows),\n    )\n\n\ndef chosen',
        "    )\n\n\ndef chosen",
        ("tests/usalama/store/test_store.py", "tests/usalama/store/test_questions.py"),
    ),
    Mutation(
        "exact-only: single points, whole records and imports are the operator's",
        "usalama/store/store.py",
        "    if question.name in EXACT_ONLY:",
        "    if False:",
        ("tests/usalama/store/test_store.py", "tests/usalama/store/test_questions.py"),
    ),
    Mutation(
        "encoder: text of people is never markup",
        "components/shell/notices.py",
        """    return "".join(f"\\\\{sign}" if sign in """,
        """    return text or "".join(f"\\\\{sign}" if sign in """,
        ("tests/components/shell", "tests/pages/test_numbers_and_text.py"),
    ),
    Mutation(
        "write lock: one writer at a time",
        "usalama/store/locking.py",
        "        lock.acquire()\n    except filelock.Timeout as error:",
        "        pass\n    except filelock.Timeout as error:",
        ("tests/usalama/store/test_writing.py", "tests/usalama/store/test_processes.py"),
    ),
    Mutation(
        "cache key: what is kept is kept for one scope",
        "usalama/asking/kept.py",
        "return hashkey(store, store.version(), scope, *rest, **named)",
        "return hashkey(store, store.version(), *rest, **named)",
        ("tests/usalama/asking/test_kept.py",),
    ),
    Mutation(
        "operator's host: a name that is not this machine's is the public",
        "usalama/access.py",
        " and _is_loopback(address) and _is_loopback_host(host)",
        " and _is_loopback(address)",
        ("tests/usalama/test_access.py",),
    ),
)


def main() -> None:
    unnoticed = 0
    print("| guard taken away | tests that fall | the first of them |\n|---|---:|---|")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            place = PROJECT_FOLDER / name
            copied = shutil.copytree if place.is_dir() else shutil.copy2
            copied(place, copy / name)
        for mutation in MUTATIONS:
            fallen = tests_that_fall(copy, mutation)
            unnoticed += not fallen
            print(f"| {mutation.guard} | {len(fallen)} | {fallen[0] if fallen else 'NOBODY NOTICES'} |", flush=True)
    sys.exit(int(unnoticed > 0))


def tests_that_fall(copy: Path, mutation: Mutation) -> list[str]:
    """Take the guard away in the copy, run its tests, and put it back.

    Raises:
        ValueError: the guard does not stand where it is said to stand, or not once.
    """
    file = copy / mutation.file
    whole = file.read_text(encoding="utf-8")
    if whole.count(mutation.text) != 1:
        raise ValueError(f"{mutation.guard}: {mutation.file} holds this {whole.count(mutation.text)} times")
    file.write_text(whole.replace(mutation.text, mutation.instead), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *mutation.tests]
    ended = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    file.write_text(whole, encoding="utf-8")
    return FAILED.findall(ended.stdout)


if __name__ == "__main__":
    main()
