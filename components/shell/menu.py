"""The menu: which pages there are, what they are called, which tabs they hold, and where old addresses lead."""

from __future__ import annotations

from dataclasses import dataclass

from usalama.model import N_

PERIOD, PLACE, CATEGORY, SOURCE = "period", "place", "category", "source"
REPORTS = frozenset({PERIOD, PLACE, CATEGORY, SOURCE})
# Registers are of organisations: they have places, and no kinds of incidents.
RECORDS = frozenset({PLACE})
# A page that asks for places of its own compares those, whichever others are chosen.
OF_NAMED_PLACES = REPORTS - {PLACE}
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Tab:
    """A part of a page with an address of its own.

    Arguments:
        code: as ``tab`` in the address.
        title: marked for translation.
        obeys: which of the shared choices change what it shows; the others are said not to.
    """

    code: str
    title: str
    obeys: frozenset[str] = REPORTS


@dataclass(frozen=True)
class Entry:
    """One page in the menu.

    Arguments:
        name: of its file in ``pages``, and so the last part of its address.
        title: marked for translation.
        tabs: empty where the page is one whole.
        obeys: which of the shared choices change what it shows, where it has no tabs.
    """

    name: str
    title: str
    tabs: tuple[Tab, ...] = ()
    obeys: frozenset[str] = REPORTS

    @property
    def file(self) -> str:
        """Where its file lies, as the frame names it."""
        return f"../../pages/{self.name}.py"

    def tab(self, code: str) -> Tab:
        """The tab of this code, or the first; a page without tabs is one itself."""
        whole = (Tab("", self.title, self.obeys),)
        return next((tab for tab in self.tabs if tab.code == code), (self.tabs or whole)[0])


MENU = (
    Entry("home", N_("Home")),
    Entry(
        "map",
        N_("Map"),
        (Tab("map", N_("Map")), Tab("hot_spots", N_("Hot spots"))),
    ),
    Entry("county", N_("County")),
    Entry(
        "compare",
        N_("Compare"),
        (
            Tab("rates", N_("Rates"), OF_NAMED_PLACES),
            Tab("months", N_("Month by month"), OF_NAMED_PLACES),
            Tab("like", N_("Like with like"), OF_NAMED_PLACES),
            Tab("week", N_("When in the week"), OF_NAMED_PLACES),
            Tab("maps", N_("Two maps")),
        ),
    ),
    Entry(
        "is_it_real",
        N_("Is it real?"),
        (
            Tab("trends", N_("Trends and alerts")),
            Tab("counties", N_("Every county")),
            Tab("reporting", N_("Reporting")),
            Tab("chance", N_("What chance does")),
            Tab("claims", N_("Claims"), frozenset({SOURCE})),
        ),
    ),
    Entry(
        "response",
        N_("Response"),
        (
            Tab("who", N_("Who comes")),
            Tab("groups", N_("By hour, county and category")),
            Tab("cover", N_("Hours without cover")),
            Tab("week", N_("When in the week")),
        ),
    ),
    Entry(
        "drugs_and_youth",
        N_("Drugs and youth"),
        (
            Tab("reports", N_("Reports")),
            Tab("surveys", N_("Surveys"), NOTHING),
            Tab("early_help", N_("Early help"), RECORDS),
        ),
    ),
    Entry(
        "rollout",
        N_("Rollout"),
        (
            Tab("next", N_("Next counties")),
            Tab("stages", N_("Where it stands"), RECORDS),
            Tab("targets", N_("Targets"), NOTHING),
            Tab("effect", N_("Did it help?")),
        ),
    ),
    Entry(
        "promises",
        N_("Promises"),
        (
            Tab("asks", N_("Asks"), RECORDS),
            Tab("charter", N_("Charter"), RECORDS),
            Tab("accreditation", N_("Accreditation"), RECORDS),
            Tab("ledger", N_("Ledger"), RECORDS),
        ),
    ),
    Entry(
        "people",
        N_("People"),
        (
            Tab("associations", N_("Associations"), RECORDS),
            Tab("partners", N_("Partners"), RECORDS),
            Tab("police", N_("Police cover"), RECORDS),
            Tab("activities", N_("Activities"), RECORDS),
            Tab("assets", N_("Gates and patrols"), RECORDS),
            Tab("stories", N_("Stories"), RECORDS),
        ),
    ),
    Entry(
        "workbench",
        N_("Workbench"),
        (
            Tab("import", N_("Import"), NOTHING),
            Tab("record", N_("Record"), RECORDS),
            Tab("surveys", N_("Questionnaires"), NOTHING),
            Tab("history", N_("History and undo"), NOTHING),
        ),
    ),
    Entry(
        "methods",
        N_("Methods"),
        (
            Tab("methods", N_("Methods"), NOTHING),
            Tab("data", N_("Data"), NOTHING),
            Tab("privacy", N_("Privacy"), NOTHING),
            Tab("changes", N_("Results changed"), NOTHING),
        ),
    ),
)
ENTRIES = {entry.name: entry for entry in MENU}
# Where the pages of before went: name, and tab.
FORMER = {
    "overview": ("home", ""),
    "incident_map": ("map", "map"),
    "compare_cities": ("compare", ""),
    "trends": ("is_it_real", "trends"),
    "hot_spots": ("map", "hot_spots"),
    "associations": ("people", "associations"),
    "accreditation": ("promises", "accreditation"),
    "logframe": ("rollout", "targets"),
    "charter": ("promises", "charter"),
    "asks": ("promises", "asks"),
    "activities": ("people", "activities"),
    "partners": ("people", "partners"),
    "effect": ("rollout", "effect"),
    "stories": ("people", "stories"),
    "surveys": ("drugs_and_youth", "surveys"),
    "police_cover": ("people", "police"),
    "import_data": ("workbench", "import"),
    "reporting": ("is_it_real", "reporting"),
    "claims": ("is_it_real", "claims"),
    "noise": ("is_it_real", "chance"),
}
