"""Who reaches people how fast, and at which hours is nobody on duty?"""

from components.incidents import day_ring, response, waits_by, week_blocks
from components.shell.anatomy import opened
from components.shell.session import start
from usalama.incidents.response.cover_ring import cover_ring
from usalama.incidents.response.responders import responders
from usalama.incidents.response.waits_by import waits_by as waits_of
from usalama.incidents.response.week_pattern import week_pattern

visit = start()
asked = (visit.store, visit.scope, visit.choices, visit.subject)
with opened(visit, "response") as tab:
    if tab == "who":
        response.show_who_comes(visit, responders(*asked))
    elif tab == "groups":
        waits_by.show_waits_by(visit, waits_of(*asked, waits_by.choose_dimension(visit)))
    elif tab == "cover":
        day_ring.show_ring(visit, cover_ring(*asked))
    elif tab == "week":
        week_blocks.show_week(visit, week_pattern(*asked))
