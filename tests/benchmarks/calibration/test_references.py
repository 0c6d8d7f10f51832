"""Our statistics give the numbers of the references; the command is ``python -m benchmarks.calibration.references``."""

from __future__ import annotations

import copy
import json
import math

import numpy as np
import pytest

from benchmarks.calibration.references.__main__ import COMMITTED, main
from benchmarks.calibration.references.checks import CHECKS
from benchmarks.calibration.references.comparison import (
    Comparison,
    Tolerance,
    by_path,
    difference,
    tolerance_of,
)
from benchmarks.calibration.references.report import NO_REASON, Row, check, markdown, read_references

REFERENCES = read_references(COMMITTED)
every_reference = pytest.mark.parametrize("known", REFERENCES, ids=lambda known: known["id"])
# Their data may be read but not passed on.
NOT_PASSED_ON = ("r13", "r14", "r25", "r28", "r30", "r33")


def off(result):
    """A result in which every number is further off than any tolerance allows."""
    if isinstance(result, dict):
        return {name: off(one) for name, one in result.items()}
    if isinstance(result, list):
        return [off(one) for one in result]
    return None if result is None else result + 1 + abs(result)


def altered(known, **changes):
    return copy.deepcopy(known) | changes


def found(identity):
    return next(copy.deepcopy(known) for known in REFERENCES if known["id"].startswith(identity))


@every_reference
def test_we_give_what_the_reference_says(known):
    row = check(known)
    assert row.is_within, markdown([row])
    # Some allow for other ways to the same end. Ours is theirs, up to rounding and where an iteration ends.
    assert row.found.largest < 1e-6


@every_reference
def test_each_of_our_numbers_comes_from_the_input_and_is_looked_at(known):
    wrong = altered(known, expected=off(known["expected"]))
    chosen = CHECKS[known["id"]]
    comparison, tolerance = chosen.compare(wrong), tolerance_of(known, chosen.tolerance)
    theirs = dict(by_path(comparison.theirs))
    for name, result in by_path(comparison.ours):
        alone = difference(Comparison({name: result}, {name: theirs[name]}), tolerance)
        assert Row("", "", alone, tolerance).is_within is False, name


@every_reference
def test_what_is_not_compared_is_told_with_the_reason(known):
    row = check(known)
    stated = {name for name, _result in by_path(known["expected"])}
    assert {name for name, _why in row.left_out} == set(CHECKS[known["id"]].left_out)
    assert NO_REASON not in {why for _name, why in row.left_out}
    assert len(row.left_out) < len(stated)


def test_all_references_are_checked_and_only_those_are_missing_whose_data_are_not_ours():
    missing = {name[:3] for name in set(CHECKS) - {known["id"] for known in REFERENCES}}
    assert {known["id"] for known in REFERENCES} <= set(CHECKS)
    assert missing == set(NOT_PASSED_ON)


def written(folder, *references):
    for known in references:
        (folder / f"{known['id']}.json").write_text(json.dumps(known))
    return folder


def test_the_command_agrees_with_a_true_reference(tmp_path, capsys):
    assert main(written(tmp_path, found("r37"))) == 0
    assert "| 1e-12 absolute | yes |" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "value"), [("holm", 1e-11), ("n_bh", 1)])
def test_the_command_fails_when_a_single_number_is_off(tmp_path, capsys, name, value):
    known = found("r37")
    if name == "holm":
        known["expected"][name][4] += value
    else:
        known["expected"][name] += value
    assert main(written(tmp_path, known, found("r01"))) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" | ")[-1] for line in lines[2:4]] == ["yes |", "NO |"]


def test_a_reference_that_nobody_checks_is_listed_as_such(tmp_path, capsys):
    assert main(written(tmp_path, found("r37"), altered(found("r01"), id="r99_new", method="A | new one"))) == 0
    printed = capsys.readouterr().out
    assert "| r99_new | A / new one |  |  | not checked |" in printed
    assert "- r13_its_sicily" in printed


def test_a_folder_without_references_is_a_failure(tmp_path, capsys):
    assert main(tmp_path) == 1
    assert "no reference" in capsys.readouterr().err


def test_a_result_that_a_reference_has_anew_is_told_to_be_left_out():
    known = found("r01")
    known["expected"]["middle"] = [1]
    assert check(known).left_out == (("middle", NO_REASON),)


@pytest.mark.parametrize(
    ("ours", "theirs", "largest"),
    [
        (1.5, 1.25, 0.25),
        ([1.0, 2.0], [1.0, 2.5], 0.5),
        ([1.0, np.nan], [1.0, None], 0),
        ([1.0, np.nan], [1.0, 2.0], math.inf),
        ([1.0, 2.0], [1.0, None], math.inf),
        ([1.0], [1.0, 1.0], math.inf),
    ],
)
def test_numbers_are_compared_one_by_one_and_a_missing_one_is_infinitely_far(ours, theirs, largest):
    assert difference(Comparison({"x": ours}, {"x": theirs}), Tolerance(0, is_relative=False)).largest == largest


@pytest.mark.parametrize(("ours", "theirs", "largest"), [(6.0, 4.0, 0.5), (0.0, 0.0, 0), (1e-9, 0.0, math.inf)])
def test_a_relative_difference_is_a_part_of_theirs(ours, theirs, largest):
    assert difference(Comparison({"x": ours}, {"x": theirs}), Tolerance(0, is_relative=True)).largest == largest


@pytest.mark.parametrize(("ours", "theirs"), [([1, 2], [1, 3]), (np.array([1, 2]), [1, 2, 3]), (4, 5), ("a", "b")])
def test_whole_numbers_and_words_are_equal_or_not_whatever_the_tolerance(ours, theirs):
    wide = Tolerance(100, is_relative=False)
    assert difference(Comparison({"x": ours}, {"x": theirs}), wide).unequal == ("x",)
    assert difference(Comparison({"x": ours}, {"x": ours}), wide).equal == ("x",)
