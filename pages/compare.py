"""How do a few cities or counties compare, and what are they too different for?"""

from components.incidents import comparing, comparing_rates, funnel
from components.shell.anatomy import opened
from components.shell.session import start
from usalama.incidents.map.incident_map import Measure, county_map
from usalama.incidents.rates.comparison import compare_places
from usalama.incidents.rates.funnel import funnel_plot
from usalama.incidents.rates.similar_places import similar_places
from usalama.incidents.rates.smoothed_rates import smoothed_places

visit = start()
asked = (visit.store, visit.scope, visit.choices, visit.subject)
with opened(visit, "compare") as tab:
    places = comparing.choose_places(visit)
    result = compare_places(*asked, places)
    if tab == "rates":
        comparing_rates.show_rates(visit, result)
        funnel.show_funnel(visit, funnel_plot(*asked, places))
        comparing_rates.show_smoothed(visit, smoothed_places(*asked, places), places)
    elif tab == "months":
        comparing.show_months(visit, result)
    elif tab == "like":
        comparing_rates.show_similar(visit, similar_places(*asked, places))
    elif tab == "week":
        comparing.show_weeks(visit, result)
        comparing.show_responses(visit, result)
    elif tab == "maps":
        comparing.show_two_maps(visit, places, county_map(*asked, Measure.RATE))
