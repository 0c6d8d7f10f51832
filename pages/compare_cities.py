"""How do a few cities or counties compare, and what are they too different for?"""

import streamlit as st

from components.drawing import charts, shared_charts, tables
from components.incidents import comparing, comparing_rates, funnel
from components.shell import notices
from components.shell.session import start
from usalama.incidents.map.incident_map import Measure, county_map
from usalama.incidents.rates.comparison import compare_places
from usalama.incidents.rates.funnel import funnel_plot
from usalama.incidents.rates.similar_places import similar_places
from usalama.incidents.rates.smoothed_rates import smoothed_places

visit = start()
_ = visit._
st.title(_("Compare cities"))
st.markdown(_("How do places compare, and what can the difference not tell?"))

places = comparing.choose_places(visit)
asked = (visit.store, visit.scope, visit.choices, visit.subject)
result = compare_places(*asked, places)
notices.show_cuts(visit, result.about)
for warning in result.warnings:
    st.warning(visit.say(warning))

st.subheader(_("Rates with their range"))
caption = _("Reported incidents for every 100,000 people a year; the bar is the likely range.")
charts.show_chart(
    visit, shared_charts.build_rate_dots(comparing.named(result.rows, visit), visit), caption=caption, key="dots"
)
tables.show_table(
    visit, comparing.named(result.rows, visit), comparing.columns(visit), caption=caption, key="dots-table"
)

st.subheader(_("In words"))
comparing_rates.show_pairs(visit, result.pairs)

st.subheader(_("Against the national rate"))
funnel.show_funnel(visit, funnel_plot(*asked, places))

st.subheader(_("Raw and smoothed"))
comparing_rates.show_smoothed(visit, smoothed_places(*asked, places), places)

st.subheader(_("Like with like"))
comparing_rates.show_similar(visit, similar_places(*asked, places))

st.subheader(_("Month by month"))
caption = _("Reported incidents of each month as a yearly rate, all on one axis, with the likely range.")
charts.show_chart(
    visit, shared_charts.build_trend(comparing.named(result.trend.rows, visit), visit), caption=caption, key="trend"
)
tables.show_table(
    visit, comparing.named(result.trend.rows, visit), tables.trend_columns(visit), caption=caption, key="trend-table"
)

st.subheader(_("Two maps, one scale"))
shown = county_map(*asked, Measure.RATE)
comparing.show_two_maps(visit, places, shown)

st.subheader(_("What is reported"))
mix = comparing.with_groups(result.mix, visit)
caption = _("Share of each category group among the incidents shown.")
charts.show_chart(visit, shared_charts.build_mix(mix, visit), caption=caption, key="mix")
tables.show_table(visit, mix, comparing.mix_columns(visit), caption=caption, key="mix-table")

st.subheader(_("When in the week"))
comparing.show_weeks(visit, result)

st.subheader(_("How long people wait"))
comparing.show_responses(visit, result)
notices.show_about(visit, result.about, result.method)
