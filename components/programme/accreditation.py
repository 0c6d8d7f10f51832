"""The way to recognition on its page: laws, map by stage, funnel, who waits, and the letter."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.entry import register_page
from components.maps import Legend, PlaceMap, class_colours
from components.maps.county_map import map_of_country
from components.maps.map_figures import map_figure
from components.programme.register_parts import build_funnel, show_first
from components.shell.anatomy import show_folds
from components.shell.filters import choose_one, choose_one_or_all
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.briefs.letter import Letter, accreditation_letter
from usalama.briefs.letter_files import as_docx, as_pdf, as_text
from usalama.language import LANGUAGES
from usalama.model import N_, Nature, Sentence, counted
from usalama.programme.associations import Associations, associations
from usalama.programme.progress.accreditation import PROGRESS, Accreditation, accreditation, case_name
from usalama.registers import STAGE_WORDS

FUNNELS = {
    "county": N_("Counties that ever came to each stage; the dark part stands there now."),
    "association": N_("Associations that ever came to each stage; the dark part stands there now."),
}
MAP_HEIGHT = 460
MOST_WAITING = 4
LAPSED = "lapsed"
LAPSED_COLOUR = "#E69F00"


def show_accreditation(visit: Visit, result: Accreditation) -> None:
    """Where the counties stand, who waits; the funnel, the laws and the letter in folds."""
    register_page.show_register_nature(visit, result.held)
    if result.cases.empty:
        whole = accreditation(visit.store, visit.scope, (), visit.subject, visit.today)
        register_page.show_empty_register(visit, "stage", len(whole.cases))
    else:
        _show_map(visit, result)
        _show_waiting(visit, result)
        folds = {
            N_("How many came how far"): lambda: _show_funnels(visit, result),
            N_("Who went back, and why"): lambda: _show_went_back(visit, result),
        }
        show_folds(visit, "accreditation", folds)
    others = {
        N_("Where there is a law"): lambda: _show_laws(visit, result),
        N_("Letter to the county government"): lambda: _show_letter(visit, result),
    }
    show_folds(visit, "accreditation-letter", others)


def _show_laws(visit: Visit, result: Accreditation) -> None:
    """The counties with a law that was found, and what that means for the others."""
    _ = visit._
    counties = dict(zip(result.counties.county_code, result.counties.county_name, strict=True))
    for law in result.laws:
        sections = _("sections {sections}").format(sections=law.sections) if law.sections else ""
        cited = ", ".join(part for part in (law.law, str(law.year), sections) if part)
        st.markdown(f"- **{plain(counties[law.county_code])}**: {plain(cited)}")
        st.caption(plain(f"{_('Source')}: {law.source} ({law.source_date}). {_(law.note)}"))
    others = counted(
        "For the other county none was found. That is no proof that there is none.",
        "For the other {count} counties none was found. That is no proof that there is none.",
        len(counties) - len(result.laws),
    )
    st.markdown(visit.say(others))


def _show_map(visit: Visit, result: Accreditation) -> None:
    """Counties by the stage at which they stand."""
    words = register_page.words_of(visit, result, visit._("The stage at which each county stands."))
    drawn, rows = build_stage_map(visit, result), _worded(visit, result.counties)
    map_figure(visit, drawn, rows, _county_columns(visit), words, key="accreditation-map", height=MAP_HEIGHT)


def build_stage_map(visit: Visit, result: Accreditation) -> PlaceMap:
    """Stages from light to dark in their order; what has lapsed has a hatch of its own, and nothing is blank."""
    rows = _worded(visit, result.counties)
    ladder = [stage for stage in PROGRESS if stage != LAPSED]
    colours = dict(zip(ladder, class_colours(len(ladder)), strict=True)) | {LAPSED: LAPSED_COLOUR}
    order = [*ladder, LAPSED]
    return map_of_country(
        visit,
        name=visit._("Stage of the county"),
        legend=Legend(
            title=visit._("Stage of the county"),
            classes=tuple((colours[stage], visit._(STAGE_WORDS[stage])) for stage in order),
            missing=visit._("no data"),
            hatched=(order.index(LAPSED),),
        ),
        values={
            code: order.index(stage)
            for code, stage in zip(result.counties.county_code, result.counties.stage, strict=True)
        },
        unstable=frozenset(result.counties.county_code[result.counties.stage == LAPSED]),
        tooltips={row.county_code: "\n".join(_tooltip(visit, row)) for row in rows.itertuples()},
    )


def _show_funnels(visit: Visit, result: Accreditation) -> None:
    """How many came how far, counties and associations apart."""
    rows = result.funnel.assign(stage=[visit._(STAGE_WORDS[stage]) for stage in result.funnel.stage])
    columns = tables.columns(visit, "stage reached_count here_count")
    for subject, caption in FUNNELS.items():
        own, words = rows[rows.subject == subject], register_page.words_of(visit, result, visit._(caption))
        figures.figure(visit, build_funnel(own, visit), own, columns, words, key=f"funnel-{subject}")


def _show_waiting(visit: Visit, result: Accreditation) -> None:
    """Who waits for an answer, the oldest first."""
    _ = visit._
    if result.waiting.empty:
        return
    columns = tables.columns(visit, "case stage days_waiting next_document office", case=_("Who"))
    said = Sentence("Who waits for an answer, the oldest first")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(visit.say(said))
        register_page.offer_csv(visit, _("Who waits, as CSV"), "accreditation", result.waiting, result.held)
    show_first(visit, _worded(visit, result.waiting), columns, said, most=MOST_WAITING)


def _show_went_back(visit: Visit, result: Accreditation) -> None:
    """The cases that went back a stage, each with the reason that is recorded."""
    _ = visit._
    went_back = result.cases[result.cases.went_back]
    if went_back.empty:
        st.markdown(_("No case stands before a stage that it had reached."))
        return
    rows = _worded(visit, went_back).assign(
        furthest=[_(STAGE_WORDS[stage]) for stage in went_back.furthest],
        reason=[reason or _("no reason is recorded") for reason in went_back.reason],
    )
    named = {"case": _("Who"), "furthest": _("Went back from"), "stage": _("to"), "reason": _("Reason")}
    tables.show_rows(visit, rows, named, caption=_("Who went back, and why"))


def _county_columns(visit: Visit) -> Mapping[str, str]:
    _ = visit._
    return tables.columns(
        visit,
        "county_code county_name law stage since days_waiting next_document office",
        law=_("Law"),
        association_count=_("Associations that have begun"),
    )


def _worded(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    """Stages, laws and cases in words."""
    worded = rows.assign(stage=[visit._(STAGE_WORDS[stage]) for stage in rows.stage])
    if "law" in rows:
        return worded.assign(law=[law or visit._("none found") for law in rows.law])
    names = zip(rows.county_name, rows.association_name, strict=True)
    return worded.assign(case=[visit.say(case_name(county, association)) for county, association in names])


def _tooltip(visit: Visit, row: object) -> list[str]:
    values = vars(row) if not hasattr(row, "_asdict") else row._asdict()
    lines = [str(values["stage"]), f"{visit._('Law')}: {values['law']}"]
    if pd.notna(values["days_waiting"]):
        lines.append(
            visit.say(counted("{count} day of waiting", "{count} days of waiting", int(values["days_waiting"])))
        )
    return lines


def _show_letter(visit: Visit, result: Accreditation) -> None:
    """The letter to a county, chosen here, to read and to save."""
    every = associations(visit.store, visit.scope, visit.choices, visit.subject)
    _show_parts(visit, _choose_letter(visit, result, every), every)


def _choose_letter(visit: Visit, result: Accreditation, every: Associations) -> Letter:
    """The letter for a county, or for one of its associations; both are kept in the address."""
    _ = visit._
    counties = dict(zip(result.counties.county_code, result.counties.county_name, strict=True))
    oldest = str(result.waiting.county_code.iloc[0]) if len(result.waiting) else next(iter(counties))
    left, right = st.columns(2)
    with left:
        code = choose_one(_("To the government of"), "letter_county", list(counties), counties, oldest, is_short=False)
    own = every.held.rows[every.held.rows.county_code == code]
    names = dict(zip(own.record_id, own.name, strict=True))
    every_own = _("all associations of the county")
    with right:
        association_id = choose_one_or_all(_("On behalf of"), "letter_association", names, every_own)
    return accreditation_letter(visit.store, visit.scope, visit.subject, visit.today, code, association_id)


def _show_parts(visit: Visit, letter: Letter, every: Associations) -> None:
    """The letter to save, and its text to read before."""
    _ = visit._
    st.caption(_("What is not known is left as a line to fill in by hand. No person is named, no contact is printed."))
    st.caption(_("The Kiswahili of the letter has not been read by a native speaker yet."))
    if every.held.nature not in (None, Nature.REAL):
        st.caption(_("The records are not real: the letter says on each page that it is an example."))
    with st.container(horizontal=True):
        stem = letter.file_stem
        register_page.offer_file(_("Letter as PDF"), lambda: as_pdf(letter), f"{stem}.pdf", "letter-pdf")
        register_page.offer_file(_("Letter as DOCX"), lambda: as_docx(letter), f"{stem}.docx", "letter-docx")
    for part in letter.parts:
        with st.expander(f"{_('Read the letter')}: {LANGUAGES.get(part.language, part.language)}"):
            # As plain text: a name is never markup.
            st.text(as_text(part))
