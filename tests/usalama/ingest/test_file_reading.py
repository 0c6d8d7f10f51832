"""Through the limited process, for real, but with chunks of a hundredth of their size."""

import os
import signal
import stat
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.examples import KENYA
from usalama.errors import InputRefused
from usalama.ingest.check import ACCEPTED_SCHEMA
from usalama.ingest.file_reading import Chunk, read_chunks
from usalama.ingest.files.file_kind import COMMAND_LINE_LIMITS, Limits
from usalama.ingest.mapping import Mapping, load_mapping
from usalama.ingest.server import _SERVERS, ReadingServer, reading_server

HEADER = "id,when,lon,lat,county,category\n"
LINE = "{},31/12/2024 23:59,34.7396,-0.1179,Kisumu,robbery\n"
MEBIBYTE = 1 << 20
PYTHON = sys.executable
CHUNK_ROWS, SHIPPED_CHUNK_ROWS = 1_000, 100_000
# Takes the place of the interpreter, and does what `-m usalama.ingest.child` would, whose last arguments these are.
INTERPRETER = f"""#!{PYTHON} -P
import sys
from pathlib import Path
from usalama.ingest import child
from usalama.ingest.files import csv_file
csv_file.BLOCK_ROWS = {CHUNK_ROWS}
child.main(int(sys.argv[-2]), Path(sys.argv[-1]))
"""
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture(scope="module", autouse=True)
def _small_chunks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One process for all of these tests, started where there is a secret to be kept from it."""
    interpreter = tmp_path_factory.mktemp("small") / "python"
    interpreter.write_text(INTERPRETER)
    interpreter.chmod(0o700)
    server = ReadingServer(KENYA)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "executable", str(interpreter))
        patch.setenv("USALAMA_SECRET", "do-not-tell")
        patch.setitem(_SERVERS, KENYA, server)
        yield
    server.stop()


@pytest.fixture
def _chunks_as_shipped(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = ReadingServer(KENYA)
    monkeypatch.setattr(sys, "executable", PYTHON)
    monkeypatch.setitem(_SERVERS, KENYA, server)
    yield
    server.stop()


def rows(count: int, first: int = 1) -> str:
    return HEADER + "".join(LINE.format(number) for number in range(first, first + count))


def written(folder: Path, content: str | bytes, name: str = "rows.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_all(path: Path, mapping: Mapping, limits: Limits = COMMAND_LINE_LIMITS, **more: object) -> list[Chunk]:
    return list(read_chunks(path, mapping, KENYA, limits, **more))


def test_chunks_hold_what_was_accepted_refused_and_read(tmp_path: Path, mapping: Mapping) -> None:
    path = written(tmp_path, rows(3) + "4,31/02/2024,,,,robbery\n")
    (chunk,) = read_all(path, mapping)
    assert chunk.accepted.schema == ACCEPTED_SCHEMA
    assert chunk.accepted["source_record_id"].to_pylist() == ["1", "2", "3"]
    assert chunk.refused.to_pylist() == [
        {
            "row": 5,
            "column": "when",
            "value": "31/02/2024",
            "reason": "The calendar has no such day or time; the mapping reads the day first.",
            "reason_values": "{}",
        }
    ]
    assert chunk.raw.column_names == ["row", "id", "when", "lon", "lat", "county", "category"]


@pytest.mark.long
@pytest.mark.usefixtures("_chunks_as_shipped")
def test_a_large_file_comes_in_large_chunks(tmp_path: Path, mapping: Mapping) -> None:
    assert_comes_in_chunks(tmp_path, mapping, SHIPPED_CHUNK_ROWS)


def test_a_large_file_comes_in_chunks_with_its_progress(tmp_path: Path, mapping: Mapping) -> None:
    assert_comes_in_chunks(tmp_path, mapping, CHUNK_ROWS)


def assert_comes_in_chunks(tmp_path: Path, mapping: Mapping, chunk_rows: int) -> None:
    shares: list[float] = []
    chunks = read_all(written(tmp_path, rows(chunk_rows * 5 // 2)), mapping, on_progress=shares.append)
    assert [chunk.accepted.num_rows for chunk in chunks] == [chunk_rows, chunk_rows, chunk_rows // 2]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_notices_come_with_the_chunk(tmp_path: Path, mapping: Mapping) -> None:
    category = mapping.category.model_copy(update={"unknown": "other", "other": "other_offence"})
    using = mapping.model_copy(update={"category": category})
    (chunk,) = read_all(written(tmp_path, rows(2).replace("robbery", "witchcraft")), using)
    (notice,) = chunk.notices
    assert (str(notice.sentence), notice.row_count) == (
        "Stored as Other offence: witchcraft.",
        2,
    )


def test_nothing_is_left_behind_and_only_the_owner_sees_it_meanwhile(tmp_path: Path, mapping: Mapping) -> None:
    work = tmp_path / "work"
    chunks = read_chunks(written(tmp_path, rows(3_500)), mapping, KENYA, COMMAND_LINE_LIMITS, work)
    first = next(chunks)
    (folder,) = work.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    deadline = time.monotonic() + 30
    while not (files := list(folder.iterdir())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    chunks.close()
    assert list(work.iterdir()) == []
    # What was handed over stays usable.
    assert first.accepted["source_record_id"][999].as_py() == "1000"


def test_what_a_killed_import_left_behind_is_removed_by_a_later_one(tmp_path: Path, mapping: Mapping) -> None:
    old, living = tmp_path / "work" / "reading-old", tmp_path / "work" / "reading-living"
    for folder in (old, living):
        folder.mkdir(parents=True)
        (folder / "chunk").write_text("somebody's report")
    os.utime(old, (time.time() - 25 * 3600,) * 2)
    read_all(written(tmp_path, rows(1)), mapping, work_folder=tmp_path / "work")
    assert not old.exists()
    assert (living / "chunk").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("a,b\n1,2\n", "does not suit the mapping Plain"),
        (rows(1_500) + '"', "Row 1502 cannot be read"),
        (b"\x80" * 10, "is not UTF-8"),
    ],
)
def test_a_refusal_in_the_other_process_arrives_as_its_sentence(
    tmp_path: Path, mapping: Mapping, content: str | bytes, sentence: str
) -> None:
    work = tmp_path / "work"
    with pytest.raises(InputRefused, match=sentence):
        read_all(written(tmp_path, content), mapping, work_folder=work)
    assert list(work.iterdir()) == []


def test_a_category_unknown_to_the_country_is_refused(tmp_path: Path, mapping: Mapping) -> None:
    category = mapping.category.model_copy(update={"table": {"x": "robery"}})
    with pytest.raises(InputRefused, match="did you mean robbery"):
        read_all(written(tmp_path, rows(1)), mapping.model_copy(update={"category": category}))


def test_a_file_that_needs_too_much_memory_is_refused(tmp_path: Path, mapping: Mapping) -> None:
    feature = '{"type": "Feature", "geometry": null, "properties": {"id": [' + "0," * 10_000_000 + "0]}}"
    path = written(tmp_path, '{"type": "FeatureCollection", "features": [' + feature + "]}", "a.geojson")
    assert_needs_too_much_memory(path, mapping)


def test_a_spreadsheet_that_unfolds_within_the_ratio_is_still_limited(tmp_path: Path, mapping: Mapping) -> None:
    book = openpyxl.Workbook()
    book.active.append(["x"])
    book.save(tmp_path / "plain.xlsx")
    # Random digits compress to a half, so no ratio gives this away.
    cell = f'<c r="A1" t="inlineStr"><is><t>{os.urandom(8 * MEBIBYTE).hex()}</t></is></c>'
    sheet = f'<worksheet xmlns="{SPREADSHEET}"><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name), compresslevel=1)
    assert_needs_too_much_memory(path, mapping)


def assert_needs_too_much_memory(path: Path, mapping: Mapping) -> None:
    """With not much more than the process has before it reads anything."""
    read_all(written(path.parent, rows(1)), mapping)
    status = Path(f"/proc/{server_process()}/status").read_text()
    (before,) = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmSize")]
    limit = before * 1024 + 16 * MEBIBYTE
    assert len(read_all(written(path.parent, rows(1)), mapping, Limits(memory_bytes=limit))) == 1
    with pytest.raises(InputRefused, match=f"{path.name} needs more than {limit // 1_000_000} MB of memory to be read"):
        read_all(path, mapping, Limits(memory_bytes=limit))


def test_a_file_that_takes_too_long_is_refused(tmp_path: Path, mapping: Mapping) -> None:
    path = written(tmp_path, rows(300_000))
    limits = Limits(cpu_seconds=1, cpu_seconds_per_megabyte=0)
    with pytest.raises(InputRefused, match=r"rows.csv takes more than 1 s of processor time to be read"):
        read_all(path, mapping, limits)


@pytest.mark.parametrize("row_count", [300, pytest.param(30_000, marks=pytest.mark.long)])
def test_the_ordinary_limits_suffice_for_the_widest_page_upload(
    tmp_path: Path, mapping: Mapping, row_count: int
) -> None:
    extra = 240
    header = HEADER.strip() + "".join(f",extra {number}" for number in range(extra)) + "\n"
    line = LINE.strip() + ",abcde" * extra + "\n"
    path = written(tmp_path, header + "".join(line.format(number) for number in range(row_count)))
    assert path.stat().st_size > 40_000_000 * row_count // 30_000
    assert sum(chunk.accepted.num_rows for chunk in read_all(path, mapping)) == row_count


def test_a_reader_that_is_killed_is_a_sentence_and_the_next_file_is_read(tmp_path: Path, mapping: Mapping) -> None:
    path = written(tmp_path, rows(5_000))
    chunks = read_chunks(path, mapping, KENYA, COMMAND_LINE_LIMITS)
    next(chunks)
    for process in children_of(server_process()):
        os.kill(process, signal.SIGSEGV)
    with pytest.raises(InputRefused, match="could not be read: it is damaged, or too unusual"):
        list(chunks)
    assert len(read_all(written(tmp_path, rows(2)), mapping)) == 1


def test_a_server_that_is_killed_is_started_again(tmp_path: Path, mapping: Mapping) -> None:
    path = written(tmp_path, rows(2))
    assert len(read_all(path, mapping)) == 1
    server = server_process()
    os.kill(server, signal.SIGKILL)
    os.waitid(os.P_PID, server, os.WEXITED | os.WNOWAIT)
    assert len(read_all(path, mapping)) == 1


def test_several_threads_read_at_once(tmp_path: Path, mapping: Mapping) -> None:
    counts: dict[int, list[str]] = {}

    def read(number: int) -> None:
        path = written(tmp_path, rows(200, first=number * 1000), f"rows{number}.csv")
        counts[number] = read_all(path, mapping)[0].accepted["source_record_id"].to_pylist()

    threads = [threading.Thread(target=read, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert counts == {number: [str(number * 1000 + offset) for offset in range(200)] for number in range(6)}


def test_reading_ends_when_the_reader_loses_interest(tmp_path: Path, mapping: Mapping) -> None:
    chunks = read_chunks(written(tmp_path, rows(5_000)), mapping, KENYA, COMMAND_LINE_LIMITS)
    next(chunks)
    chunks.close()
    deadline = time.monotonic() + 20
    while children_of(server_process()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert children_of(server_process()) == []


def test_the_reader_sees_no_secret_of_the_environment(tmp_path: Path, mapping: Mapping) -> None:
    assert os.environ["USALAMA_SECRET"] == "do-not-tell"
    read_all(written(tmp_path, rows(1)), mapping)
    environment = Path(f"/proc/{server_process()}/environ").read_bytes()
    assert b"do-not-tell" not in environment
    assert b"OPENBLAS_NUM_THREADS=1" in environment


@pytest.mark.long
@pytest.mark.usefixtures("_chunks_as_shipped")
def test_every_row_of_a_hundred_thousand_is_told_apart_when_all_are_refused(tmp_path: Path) -> None:
    assert_all_are_refused(tmp_path, SHIPPED_CHUNK_ROWS)


def test_every_row_of_a_chunk_is_told_apart_when_all_are_refused(tmp_path: Path) -> None:
    assert_all_are_refused(tmp_path, CHUNK_ROWS)


def assert_all_are_refused(tmp_path: Path, row_count: int) -> None:
    text = "source_record_id,occurred_from,county_code,category_code\n" + "1,2024-05-06,042,nothing\n" * row_count
    (chunk,) = read_all(written(tmp_path, text), load_mapping("usalama"))
    assert (chunk.accepted.num_rows, chunk.refused.num_rows) == (0, row_count)


def server_process() -> int:
    process = reading_server(KENYA)._process
    assert process is not None
    return process.pid


def children_of(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(child) for child in found.split()]
