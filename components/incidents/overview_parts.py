"""The overview's sentences and its table of sources."""

from __future__ import annotations

import pandas as pd

from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.incidents.rates.overview import Change, Overview
from usalama.model import N_, Sentence


def change_lines(result: Overview, visit: Visit) -> list[str]:
    """What changed most, each with its range, and out of how many comparisons it was picked."""
    if result.before is None:
        return [visit._("The data do not reach back to the same months a year before, so nothing can be compared.")]
    lines = [f"- **{plain(_name(change, visit))}**: {visit.say(change.sentence)}" for change in result.changes]
    if not lines:
        nothing = N_("No county and no category changed more than chance alone explains, in {count} comparisons.")
        return [visit.say(Sentence(nothing, {"count": result.tested_count}))]
    looked = Sentence(
        "{count} comparisons were made; these stand out of all of them. Look first for a new station, "
        "a new app or a bulk entry.",
        {"count": result.tested_count},
    )
    return [*lines, visit.say(looked)]


def source_rows(visit: Visit) -> pd.DataFrame:
    """Every source with its nature, newest month and last import."""
    _ = visit._
    natures = {"real": _("real"), "synthetic": _("synthetic"), "test": _("test")}
    return pd.DataFrame(
        [
            {
                _("Source"): source.source_name,
                _("Nature"): natures[source.nature],
                _("First month"): visit.language.month(source.first_month),
                _("Newest month"): visit.language.month(source.last_month),
                _("Last import"): visit.language.moment(source.stored_at) if source.stored_at else "–",
                _("Incidents"): source.incident_count,
            }
            for source in visit.held.sources
        ]
    )


def _name(change: Change, visit: Visit) -> str:
    if change.dimension == "county_code":
        return visit.subject.country.county(change.code).name
    groups = {group.code: group.name for group in visit.subject.categories.groups}
    return visit._(groups[change.code])
