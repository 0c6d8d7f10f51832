"""The menu: which pages there are, under which heading, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass

from usalama.model import N_


@dataclass(frozen=True)
class Entry:
    """One page in the menu.

    Arguments:
        name: of its file in ``pages``, and so the last part of its address.
        title: marked for translation.
        icon: of Material Symbols.
    """

    name: str
    title: str
    icon: str

    @property
    def file(self) -> str:
        """Where its file lies, as the frame names it."""
        return f"../../pages/{self.name}.py"


MENU: dict[str, tuple[Entry, ...]] = {
    N_("See"): (
        Entry("overview", N_("Overview"), "dashboard"),
        Entry("incident_map", N_("Incident map"), "map"),
        Entry("compare_cities", N_("Compare cities"), "compare_arrows"),
        Entry("response", N_("Response"), "emergency"),
        Entry("trends", N_("Trends and alerts"), "trending_up"),
        Entry("hot_spots", N_("Hot spots"), "hexagon"),
        Entry("drugs_and_youth", N_("Drugs and youth"), "groups"),
    ),
    N_("Programme"): (
        Entry("associations", N_("Associations"), "holiday_village"),
        Entry("accreditation", N_("Accreditation"), "verified"),
        Entry("rollout", N_("Rollout"), "rocket_launch"),
        Entry("logframe", N_("Logframe"), "checklist"),
        Entry("charter", N_("Charter"), "history_edu"),
        Entry("asks", N_("Asks"), "front_hand"),
        Entry("activities", N_("Activities"), "directions_walk"),
        Entry("partners", N_("Partners"), "handshake"),
        Entry("effect", N_("Effect"), "troubleshoot"),
        Entry("stories", N_("Stories"), "auto_stories"),
        Entry("surveys", N_("Surveys"), "ballot"),
        Entry("police_cover", N_("Police cover"), "local_police"),
    ),
    N_("Manage"): (Entry("import_data", N_("Import data"), "upload_file"),),
    N_("Understand"): (
        Entry("reporting", N_("Reporting"), "campaign"),
        Entry("claims", N_("Claim checker"), "fact_check"),
        Entry("noise", N_("What nothing looks like"), "casino"),
        Entry("methods", N_("Methods"), "menu_book"),
    ),
}
ENTRIES = {entry.name: entry for entries in MENU.values() for entry in entries}
