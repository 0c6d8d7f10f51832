"""Files of refused rows do not lie about."""

from __future__ import annotations

import os
import time

import pytest

from usalama.store import open_store
from usalama.store.refused import refused_folder, remove_old_refused, remove_refused_of

DAY = 24 * 3600


@pytest.fixture
def file_of(tmp_path):
    def make(name, age_days=0.0, mode=0o600):
        path = refused_folder(tmp_path) / f"{name}.csv"
        path.touch(mode)
        path.chmod(mode)
        then = time.time() - age_days * DAY
        os.utime(path, (then, then))
        return path

    return make


def test_a_file_goes_after_thirty_days_and_not_before(tmp_path, file_of):
    old, young = file_of("police-a", age_days=30.1), file_of("police-b", age_days=29.9)
    remove_old_refused(tmp_path)
    assert (old.exists(), young.exists()) == (False, True)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_file_of_an_earlier_version_that_others_may_read_goes_at_once(tmp_path, file_of, mode):
    path = file_of("police-preview", mode=mode)
    remove_old_refused(tmp_path)
    assert not path.exists()


def test_whoever_opens_the_store_removes_old_files(tmp_path, file_of):
    old = file_of("police-a", age_days=31)
    open_store(tmp_path)
    assert not old.exists()
    old = file_of("police-a", age_days=31)
    open_store(tmp_path)
    assert not old.exists()


def test_the_files_of_an_import_go_and_those_of_others_stay(tmp_path, file_of):
    own, other = file_of("police-0a1b"), file_of("police-0a1c")
    remove_refused_of(tmp_path, "0a1b")
    assert (own.exists(), other.exists()) == (False, True)


def test_a_store_without_refused_rows_needs_no_tidying(tmp_path):
    remove_old_refused(tmp_path)
    remove_refused_of(tmp_path, "0a1b")
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_its_owners_alone(tmp_path):
    (tmp_path / "refused").mkdir(mode=0o755)
    assert refused_folder(tmp_path).stat().st_mode & 0o777 == 0o700
