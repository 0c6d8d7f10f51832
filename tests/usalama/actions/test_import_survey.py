"""Forms and submissions into the store: counted, kept once, versions known, and nothing kept that nobody agreed to."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from tests.examples import KENYA, OPERATOR, query
from tests.stores import new_store
from tests.survey_forms import CHOICES, SETTINGS, answers, as_kobo, form
from tests.survey_forms import SURVEY as SURVEY_ROWS
from tests.usalama.ingest.surveys.test_submissions import write_csv
from usalama.access import public_scope
from usalama.actions.clerk import Clerk, Source
from usalama.actions.import_survey import held_form, import_form, import_submissions
from usalama.actions.keep_records import import_register, stored_records
from usalama.errors import InputRefused, NotAllowed
from usalama.ingest.register_rows import RegisterShape
from usalama.model import Nature
from usalama.questionnaire import parse_form
from usalama.registers import SUBMISSION, SURVEY
from usalama.stats.sampling.survey import survey_share
from usalama.surveys.form_workbook import form_xlsx

TODAY = date(2026, 3, 15)
SOURCE = Source("Trial survey", Nature.TEST)


@pytest.fixture(scope="module")
def clerk(tmp_path_factory):
    """One store for all tests, each of which has a survey of its own."""
    store = new_store(tmp_path_factory.mktemp("surveys") / "store")
    return Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=True)


@pytest.fixture
def workbook(tmp_path):
    return written(tmp_path, form())


@pytest.fixture
def own_id(request):
    return request.node.name.replace("_", "-")[5:40].strip("-")


@pytest.fixture
def survey(clerk, workbook, own_id, tmp_path):
    """A survey that is held, with what brings submissions to it."""
    import_form(clerk, workbook, SOURCE, record_id=own_id)
    return Held(clerk, own_id, tmp_path)


@dataclass(frozen=True)
class Held:
    clerk: Clerk
    record_id: str
    folder: Path

    def file(self, *rows):
        own = [row | {"_uuid": f"{self.record_id}-{row['_uuid']}"} for row in rows]
        return write_csv(self.folder / "sent.csv", own)

    def sent(self, *rows, wave="1", **options):
        return import_submissions(self.clerk, self.file(*rows), self.record_id, wave, SOURCE, **options)

    def stored(self):
        return [one for one in stored_records(self.clerk, SUBMISSION) if one["survey_id"] == self.record_id]


def written(folder, said, name="form.xlsx"):
    (folder / name).write_bytes(form_xlsx(said))
    return folder / name


def counts(receipt):
    return receipt.new, receipt.updated, receipt.rejected, receipt.duplicates


def said(receipt):
    return " ".join(str(one) for one in receipt.notices)


def test_a_form_is_kept_once_under_its_own_id(clerk, workbook):
    first, again = (import_form(clerk, workbook, SOURCE) for _ in range(2))
    assert (counts(first), counts(again)) == ((1, 0, 0, 0), (0, 0, 0, 1))
    (record,) = [one for one in stored_records(clerk, SURVEY) if one["record_id"] == "street-safety"]
    assert (record["title"], record["version"]) == ("Street and safety", "2026-1")
    assert record["form"] == form() == held_form(clerk, "street-safety")
    assert "in_your_words, where, child_age" in said(first)


def test_looking_stores_nothing(clerk, workbook, own_id, survey):
    assert counts(import_form(clerk, workbook, SOURCE, record_id="looked-at", dry_run=True)) == (1, 0, 0, 0)
    with pytest.raises(InputRefused, match="no survey looked-at"):
        held_form(clerk, "looked-at")
    assert counts(survey.sent(answers(), dry_run=True)) == (1, 0, 0, 0)
    assert survey.stored() == []
    dry = survey.sent(answers(county="Kisumo"), dry_run=True)
    assert (dry.rejected, dry.rejections_file) == (1, None)


def test_a_new_version_replaces_the_form_and_the_old_one_stays_known(survey, clerk, tmp_path, own_id):
    newer = form([*SURVEY_ROWS, {"type": "integer", "name": "rooms"}], settings=SETTINGS | {"version": "2026-2"})
    receipt = import_form(clerk, written(tmp_path, newer), SOURCE, record_id=own_id)
    assert counts(receipt) == (0, 1, 0, 0)
    assert "Asked anew: rooms." in said(receipt)
    assert parse_form(held_form(clerk, own_id)).versions == ("2026-2", "2026-1")
    assert counts(import_form(clerk, written(tmp_path, newer), SOURCE, record_id=own_id)) == (0, 0, 0, 1)
    receipt = survey.sent(answers(), answers(_uuid="u2", __version__="older"))
    assert counts(receipt) == (2, 0, 0, 0)
    assert "version older of the form" in said(receipt)
    assert "version 2026-1 of the form" not in said(receipt)


def test_an_asset_of_kobotoolbox_may_take_the_place_of_a_survey(survey, clerk, tmp_path, own_id):
    path = tmp_path / "asset.json"
    path.write_text(json.dumps(as_kobo()))
    assert counts(import_form(clerk, path, SOURCE, record_id=own_id)) == (0, 1, 0, 0)
    assert parse_form(held_form(clerk, own_id)).versions == ("vTrialAbc123", "2026-1")
    assert counts(import_form(clerk, path, SOURCE)) == (1, 0, 0, 0)
    assert parse_form(held_form(clerk, "atrialuid")).version == "vTrialAbc123"


def test_read_is_new_changed_refused_and_known(survey):
    rows = [answers(), answers(_uuid="u2"), answers(_uuid="u3", stands_for="0"), answers(), answers(_uuid="u4")]
    assert counts(survey.sent(*rows)) == (3, 0, 1, 1)
    rows = [answers(), answers(_uuid="u2", age="31"), answers(_uuid="u4"), answers(_uuid="u4", age="5")]
    receipt = survey.sent(*rows)
    assert counts(receipt) == (0, 1, 1, 2)
    assert "stands in row 4 already" in str(receipt.refused.reason.iloc[0])
    assert receipt.rows_read == 4


def test_refused_rows_come_back_as_a_file_that_can_be_mended(survey, clerk, tmp_path):
    receipt = survey.sent(answers(county="Kisumo"))
    mended = tmp_path / "mended.csv"
    mended.write_text(receipt.rejections_file.read_text().replace("yes,Kisumo", "yes,Kisumu"))
    assert "CANARY" not in mended.read_text()
    assert counts(import_submissions(clerk, mended, survey.record_id, "1", SOURCE)) == (1, 0, 0, 0)


def test_nothing_that_tells_who_answered_is_in_the_store(survey, clerk):
    survey.sent(answers(), answers(_uuid="u2", consent="no"))
    held = query(clerk.store, "SELECT * FROM submission").to_csv()
    files = " ".join(path.read_text() for path in (clerk.store.address / "refused").iterdir())
    assert f"{survey.record_id}-u1" in held
    assert "CANARY" not in held + files
    assert f"{survey.record_id}-u2" not in held


def test_a_stratum_with_one_cluster_is_kept_with_a_notice_and_refused_when_a_share_is_told(survey):
    receipt = survey.sent(answers(), answers(_uuid="u2"))
    assert receipt.new == 2
    assert "A single cluster is known of the stratum town." in said(receipt)
    columns = [[one[name] for one in survey.stored()] for name in ("weight", "stratum", "cluster")]
    with pytest.raises(InputRefused, match="Stratum town has a single cluster"):
        survey_share([1, 0], *columns)
    assert "single cluster is known" not in said(survey.sent(answers(_uuid="u3", village="v2")))


def test_a_submission_moves_between_waves_but_not_between_surveys(survey, clerk, workbook):
    survey.sent(answers())
    receipt = survey.sent(answers(), wave="2")
    assert (counts(receipt), "Moved here from another wave: 1" in said(receipt)) == ((0, 1, 0, 0), True)
    import_form(clerk, workbook, SOURCE, record_id="another")
    receipt = import_submissions(clerk, survey.file(answers()), "another", "1", SOURCE)
    assert counts(receipt) == (0, 0, 1, 0)
    assert f"held as a submission to {survey.record_id}" in str(receipt.refused.reason.iloc[0])


def test_a_survey_or_wave_that_is_not_there_is_said(survey, clerk):
    path = survey.file(answers())
    with pytest.raises(InputRefused, match=f"There is no survey other.*{survey.record_id}"):
        import_submissions(clerk, path, "other", "1", SOURCE)
    with pytest.raises(InputRefused, match="Name the wave"):
        import_submissions(clerk, path, survey.record_id, " ", SOURCE)


def test_submissions_do_not_come_in_past_the_form(clerk, tmp_path):
    path = tmp_path / "register.csv"
    path.write_text('record_id,survey_id,wave,answers\nx,s,1,"{}"\n')
    with pytest.raises(InputRefused, match="import-submissions"):
        import_register(clerk, path, RegisterShape(SUBMISSION), SOURCE)


def test_nobody_but_the_operator_brings_any_in(clerk, workbook):
    stranger = replace(clerk, scope=public_scope(TODAY))
    with pytest.raises(NotAllowed):
        import_form(stranger, workbook, SOURCE)
    with pytest.raises(NotAllowed):
        import_submissions(stranger, workbook, "street-safety", "1", SOURCE)


def test_a_form_that_asks_for_no_cluster_no_consent_and_no_share_says_so(clerk, tmp_path):
    plain = form([{"type": "integer", "name": "age"}], CHOICES, {"form_title": "Plain"})
    notices = said(import_form(clerk, written(tmp_path, plain), SOURCE))
    assert "counts as yes" in notices
    assert "role cluster" in notices
    assert "role consent" in notices
    assert "role consent" not in said(import_form(clerk, written(tmp_path, form()), SOURCE, dry_run=True))
