"""How is each number made, from what, and what is known to be wrong with it?"""

from components.incidents.published import show_nation
from components.shell.anatomy import opened, show_folds
from components.shell.session import start
from components.workbench import methods
from usalama.country.printed_figures import published_figures
from usalama.incidents.published.published_nation import published_nation
from usalama.model import N_

visit = start()
with opened(visit, "methods") as tab:
    if tab == "methods":
        code = methods.choose_method(visit)
        if code:
            methods.show_method(visit, code)
        methods.show_numbers(visit)
    elif tab == "data":
        methods.show_faults(visit)
        folds = {
            N_("Places"): lambda: methods.show_places(visit),
            N_("Published about the whole country"): lambda: show_nation(visit, published_nation(visit.subject)),
            N_("Published figures"): lambda: methods.show_published_figures(visit, published_figures()),
        }
        show_folds(visit, "data", folds)
    elif tab == "privacy":
        methods.show_two_levels(visit)
    elif tab == "changes":
        methods.show_changes(visit)
