"""What the process that reads must know of a file of a survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from usalama.ingest.mapping_parts import FileShape

UUID, SUBMITTED, VERSION = "_uuid", "_submission_time", "__version__"


@dataclass(frozen=True)
class FormShape:
    """A form: an XLSForm workbook, or what KoboToolbox gives out of it in JSON."""

    title: str = "XLSForm"

    def as_request(self) -> dict[str, object]:
        """The same in JSON, for the process that reads."""
        return {"kind": "form"}


@dataclass(frozen=True)
class SubmissionShape:
    """Submissions to a form, in an export of KoboToolbox.

    Arguments:
        form: the form that is held, as ``SURVEY.form``.
    """

    form: str
    file: FileShape = field(default_factory=FileShape)
    title: str = "KoboToolbox"

    def their_names(self, *, needed_only: bool = False) -> tuple[str, ...]:
        """The columns without which it is no export; which others are read is told by their headings."""
        return (UUID,) if needed_only else (UUID, SUBMITTED, VERSION)

    def as_request(self) -> dict[str, object]:
        """The same in JSON, for the process that reads."""
        return {"kind": "submissions", "form": self.form}


SurveyShape = FormShape | SubmissionShape


def shape_of_survey(request: Mapping[str, Any]) -> SurveyShape:
    """The shape that ``as_request`` wrote down."""
    return SubmissionShape(request["form"]) if request["kind"] == "submissions" else FormShape()
