"""app.py is no package that import rules can watch; this holds it."""

import ast
from pathlib import Path

PROJECT_FOLDER = Path(__file__).resolve().parents[1]
SOURCE = (PROJECT_FOLDER / "app.py").read_text(encoding="utf-8")
ALLOWED = {
    "streamlit",
    "components.shell",
    "components.maps.geometries",
    "usalama.country",
    "usalama.settings",
}


def test_app_is_short():
    assert len(SOURCE.splitlines()) <= 60


def test_app_imports_the_components_the_settings_and_the_geography_alone():
    nodes = list(ast.walk(ast.parse(SOURCE)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    assert plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom)} <= ALLOWED


def test_streamlit_finds_the_application_in_the_file_itself():
    assert '\napp = st.App(\n    "components/shell/frame.py",' in SOURCE
