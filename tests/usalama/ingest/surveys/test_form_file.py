"""Forms as people send them: workbooks, KoboToolbox's JSON, and what only looks like one."""

from __future__ import annotations

import json

import openpyxl
import pytest
from pyxform.xls2xform import convert

from tests.examples import KENYA
from tests.survey_forms import CHOICES, SETTINGS, SURVEY, as_kobo, form
from usalama.errors import InputRefused
from usalama.ingest.file_reading import read_chunks
from usalama.ingest.files.file_kind import Limits
from usalama.ingest.surveys.form_file import FormShape, read_form
from usalama.ingest.surveys.kobo_form import form_of_kobo
from usalama.questionnaire import parse_form, sheets_of
from usalama.questionnaire.form import shipped_form
from usalama.surveys.form_workbook import form_xlsx


def workbook(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        names = list(dict.fromkeys(name for row in rows for name in row))
        for row in [dict(zip(names, names, strict=True)), *rows]:
            sheet.append([row.get(name) for name in names])
    book.save(path)
    return path


def read(path):
    return read_form(path, Limits()).accepted["form"][0].as_py()


def written(path, said):
    path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
    return path


def test_a_workbook_is_read_whole(tmp_path):
    path = workbook(tmp_path / "f.xlsx", Survey=SURVEY, choices=CHOICES, settings=[SETTINGS])
    assert read(path) == form()


def test_what_was_written_as_a_workbook_comes_back_the_same(tmp_path):
    for one in (form(), shipped_form()):
        path = tmp_path / "f.xlsx"
        path.write_bytes(form_xlsx(one))
        assert read(path) == one


def test_no_cell_of_a_workbook_is_ever_a_formula(tmp_path):
    rows = [*SURVEY, {"type": "note", "name": "odd", "label::English (en)": '=HYPERLINK("http://evil.example")'}]
    path = tmp_path / "f.xlsx"
    path.write_bytes(form_xlsx(form(rows)))
    cells = [cell for row in openpyxl.load_workbook(path)["survey"].iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert read(path) == form(rows)


def test_a_form_server_understands_the_shipped_workbook(tmp_path):
    path = tmp_path / "f.xlsx"
    path.write_bytes(form_xlsx(shipped_form()))
    converted = convert(str(path), validate=False)
    assert converted.warnings == []
    assert 'lang="Kiswahili (sw)"' in converted.xform
    assert "usalama_role" not in converted.xform
    assert "usalama_yes" not in converted.xform


def test_kobotoolbox_gives_the_same_questions():
    kobo, ours = parse_form(form_of_kobo(as_kobo())), parse_form(form())
    assert kobo.measures == ours.measures
    assert kobo.design == ours.design
    assert kobo.languages == ours.languages
    assert [(one.name, one.kind, one.labels, one.choices, one.is_required) for one in kobo.questions] == [
        (one.name, one.kind, one.labels, one.choices, one.is_required) for one in ours.questions
    ]


def test_an_asset_is_known_by_its_deployed_version():
    kobo = parse_form(form_of_kobo(as_kobo() | {"version_id": "vNewer"}))
    assert (kobo.title, kobo.version, kobo.versions) == (
        "Street and safety", "vTrialAbc123", ("vTrialAbc123", "vNewer"),
    )  # fmt: skip


def test_names_that_nobody_gave_and_or_other_are_taken_from_their_columns():
    said = {
        "survey": [
            {
                "type": "select_one",
                "select_from_list_name": "c",
                "_or_other": True,
                "$autoname": "colour",
                "label": ["C?"],
            }
        ],
        "choices": [{"list_name": "c", "$autovalue": "red", "label": ["Red"]}],
        "translations": [None],
    }
    (question,) = parse_form(form_of_kobo({"content": said, "version": "v1"})).questions
    assert (question.name, [one.name for one in question.choices]) == ("colour", ["red", "other"])
    assert question.label("sw") == "C?"


def test_columns_that_are_not_ours_are_kept():
    first = sheets_of(form_of_kobo(as_kobo())).survey[0]
    assert first["$kuid"].startswith("k")


BAD = {
    "no form": ({"results": []}, "holds no form"),
    "a list": ([1, 2], "holds no form"),
    "broken": ('{"content":', "no JSON"),
    "deep": ("[" * 100_000, "no JSON"),
    "numbers": ({"survey": [1, 2]}, "no sheet survey"),
    "an unknown type": ({"survey": [{"type": "begin_kobomatrix", "name": "m"}]}, "begin_kobomatrix"),
}


@pytest.mark.parametrize(("said", "sentence"), BAD.values(), ids=BAD)
def test_what_is_no_form_is_refused_in_a_sentence(tmp_path, said, sentence):
    with pytest.raises(InputRefused, match=sentence):
        read(written(tmp_path / "f.json", said))


def test_a_workbook_with_a_formula_or_without_questions_is_refused(tmp_path):
    formula = [*SURVEY, {"type": "note", "name": "n", "label": "=1+1"}]
    with pytest.raises(InputRefused, match="holds a formula"):
        read(workbook(tmp_path / "f.xlsx", survey=formula, choices=CHOICES))
    with pytest.raises(InputRefused, match="no sheet survey"):
        read(workbook(tmp_path / "g.xlsx", questions=SURVEY))
    with pytest.raises(InputRefused, match="not from CSV"):
        read(written(tmp_path / "f.csv", "type,name\nnote,n\n"))


def test_the_limited_process_reads_forms_and_says_why_it_refuses(tmp_path):
    path = workbook(tmp_path / "f.xlsx", survey=SURVEY, choices=CHOICES, settings=[SETTINGS])
    (chunk,) = read_chunks(path, FormShape(), KENYA, Limits())
    assert chunk.accepted["form"][0].as_py() == form()
    with pytest.raises(InputRefused, match="no JSON"):
        list(read_chunks(written(tmp_path / "f.json", "{"), FormShape(), KENYA, Limits()))
