"""Rules of the house that no other tool holds: names, lengths, and nothing from elsewhere."""

import ast
import re
import subprocess
import sys
from collections import Counter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PROJECT_FOLDER = Path(__file__).resolve().parents[1]
OURS = {"usalama", "components", "pages", "tests", "benchmarks"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "service", "misc"}
MODULES = sorted(path for room in ("usalama", "components", "pages") for path in (PROJECT_FOLDER / room).rglob("*.py"))
ADDRESS = re.compile(r"https?://([a-z0-9.-]+)", re.IGNORECASE)
OWN_HOSTS = {"localhost", "127.0.0.1"}
# Names of namespaces, never asked for: SVG's, and the contexts of formats.
NAMESPACES = {"www.w3.org"}
ARCHITECTURE = PROJECT_FOLDER / "docs" / "architecture.md"
MOST_MODULES = 21


def relative(path: Path) -> str:
    return path.relative_to(PROJECT_FOLDER).as_posix()


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_no_component_hides_a_library():
    taken = (set(sys.stdlib_module_names) | set(packages_distributions())) - OURS
    # Python looks there before it looks among the libraries: the frame is the script of every page.
    first_looked_at = [*(PROJECT_FOLDER / "components").iterdir(), *(PROJECT_FOLDER / "components" / "shell").iterdir()]
    names = {path.stem for path in first_looked_at if path.suffix == ".py" or path.is_dir()}
    assert names & taken == set()


def subject_of(path: Path) -> str:
    """The room below ``usalama`` or ``components``; "" for what stands in neither."""
    parts = path.relative_to(PROJECT_FOLDER).parts
    return parts[1] if len(parts) > 2 else ""


@pytest.mark.parametrize("family", ["usalama", "components", "pages"])
def test_a_name_of_a_module_has_one_meaning(family: str):
    names = Counter(path.stem for path in (PROJECT_FOLDER / family).rglob("*.py") if not path.stem.startswith("_"))
    assert [name for name, times in names.items() if times > 1] == []


def test_a_name_that_is_drawn_and_asked_is_of_one_subject():
    asked = {path.stem: subject_of(path) for path in (PROJECT_FOLDER / "usalama").rglob("*.py")}
    drawn = {path.stem: subject_of(path) for path in (PROJECT_FOLDER / "components").rglob("*.py")}
    drawn = {name: room for name, room in drawn.items() if not name.startswith("_")}
    assert {name: (asked[name], room) for name, room in drawn.items() if asked.get(name, room) != room} == {}


def test_no_folder_is_a_hall():
    folders = Counter(relative(path.parent) for path in MODULES if path.parent.name != "pages")
    assert {folder: count for folder, count in folders.items() if count > MOST_MODULES} == {}


def test_every_room_is_described():
    described = set(re.findall(r"^\| `([a-z_/.]+?)/?` \|", ARCHITECTURE.read_text(encoding="utf-8"), re.MULTILINE))
    rooms = {relative(path.parent) for path in MODULES}
    modules = {relative(path) for path in (PROJECT_FOLDER / "usalama").glob("[!_]*.py")}
    beside = {"app.py", "data", "usalama/locales", "components/static"}
    assert described == rooms | modules | beside


def test_no_module_has_a_name_that_says_nothing():
    assert [relative(path) for path in MODULES if VAGUE & set(path.stem.split("_"))] == []


@pytest.mark.parametrize("path", sorted((PROJECT_FOLDER / "pages").glob("*.py")), ids=lambda path: path.stem)
def test_page_is_short_and_draws_only(path: Path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    assert functions(path) == []
    assert not any(isinstance(node, ast.Try) for node in ast.walk(ast.parse(text)))


def test_modules_are_short():
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > 300} == {}


def test_functions_are_short():
    long = {
        f"{relative(path)}:{function.name}"
        for path in MODULES
        for function in functions(path)
        if function.end_lineno - function.lineno >= 50
    }
    assert long == set()


def test_code_names_no_outside_address():
    sources = [
        path
        for path in [PROJECT_FOLDER / "app.py", *MODULES, *(PROJECT_FOLDER / "components" / "static").rglob("*")]
        if path.suffix in {".py", ".js", ".css", ".html"}
    ]
    found = {
        (relative(path), host)
        for path in sources
        for host in ADDRESS.findall(path.read_text(encoding="utf-8"))
        if host not in OWN_HOSTS | NAMESPACES
    }
    assert found == set()


def test_nothing_that_people_store_is_kept_with_the_code():
    kept = subprocess.run(["git", "ls-files"], cwd=PROJECT_FOLDER, capture_output=True, text=True, check=False)
    if kept.returncode:
        pytest.skip("not a checkout")
    assert [name for name in kept.stdout.splitlines() if name.startswith("var/") or name.endswith(".sqlite")] == []
