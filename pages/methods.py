"""How is each number made, from what, and what is known to be wrong with it?"""

from components.shell.anatomy import opened
from components.shell.session import start
from components.workbench import methods
from usalama.country.printed_figures import published_figures

visit = start()
_ = visit._
with opened(visit, "methods") as tab:
    if tab == "methods":
        methods.show_numbers(visit)
        methods.show_reports(visit)
    elif tab == "data":
        methods.show_places(visit)
        methods.show_published_figures(visit, published_figures())
        methods.show_faults(visit)
    elif tab == "privacy":
        methods.show_two_levels(visit)
    elif tab == "changes":
        methods.show_changes(visit)
