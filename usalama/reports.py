"""Every report, declared once: its name, the page on which it stands, how its numbers are made, and how it is asked.

The ``usalama report`` command and the methods page are made of these declarations.
"""

from __future__ import annotations

from usalama.asking import between_years, completeness, export
from usalama.asking.declared_reports import Answer, Asked, Report
from usalama.claims import checker
from usalama.effect import effect, effect_power, effect_single
from usalama.incidents.hot_spots import density_picture, foretelling, hot_spots, near_repeats
from usalama.incidents.map import map_measures
from usalama.incidents.published import published_counties, published_nation, published_place
from usalama.incidents.rates import (
    compared_months,
    comparison,
    county_rates,
    drugs_and_youth,
    funnel,
    reporting,
    silence,
    similar_places,
    smoothed_rates,
)
from usalama.incidents.response import compared_hours, cover_ring, responders, waits_by, week_pattern
from usalama.incidents.trends import alerts, neighbours, noise, seasonal_trend, small_multiples, trend
from usalama.model import N_
from usalama.programme import (
    activities,
    asks,
    assets,
    association_profile,
    associations,
    charter,
    guards,
    ledger,
    partners,
    police_cover,
    stories,
    waiting,
)
from usalama.programme.progress import accreditation, logframe, next_counties, preventive_share, rollout
from usalama.surveys import early_help, survey_plan, surveys


def _county_rates(asked: Asked) -> Answer:
    result = county_rates.county_rates(*asked.of_incidents)
    rows = export.in_order(result.rows, asked.order)
    return Answer(rows, {"rows": rows}, result.about, result.method)


def _comparison(asked: Asked) -> Answer:
    result = comparison.compare_places(*asked.of_incidents, asked.places)
    pairs = [
        {"place": pair.place.key, "other": pair.other.key, "ratio": pair.ratio, "sentence": pair.sentence}
        for pair in result.pairs
    ]
    rows = result.rows.drop(columns="person_years")
    return Answer(rows, {"rows": rows, "pairs": pairs, "warnings": result.warnings}, result.about, result.method)


def _trend(asked: Asked) -> Answer:
    result = trend.trend(*asked.of_incidents, asked.places)
    return Answer(result.rows, {"rows": result.rows}, result.about, result.method)


def _published(asked: Asked) -> Answer:
    result = published_counties.published_counties(asked.subject, asked.year)
    nation = published_nation.published_nation(asked.subject)
    about = published_place.published_about(asked.subject, asked.subject.country.whole)
    rows = result.rows.drop(columns=["map_class"])
    tables = {
        "year": result.year,
        "years": sorted(result.known_by_year),
        "rows": rows,
        "units": result.units,
        "nation_by_category": nation.rows,
        "nation": about.rows,
        "sentences": [result.finding, *result.caveats, nation.finding],
    }
    sources = dict.fromkeys((*result.sources, *nation.sources, *about.sources))
    flat = rows.assign(also_printed=["; ".join(f"{one:g}" for one in others) for others in rows.also_printed])
    return Answer(flat, tables, export.Printed(result.nature, tuple(sources)), result.method)


def _associations(asked: Asked) -> Answer:
    result = associations.associations(*asked.of_incidents)
    doubles = [{"record_ids": list(double.record_ids), "sentence": double.sentence} for double in result.doubles]
    tables = {"rows": result.rows, "by_county": result.by_county, "likely_duplicates": doubles}
    return Answer(result.rows, tables, result.held, result.method)


def _rollout(asked: Asked) -> Answer:
    result = rollout.rollout(*asked.of_counties)
    tables = {
        "rows": result.counties,
        "funnel": result.funnel,
        "curve": result.curve,
        "associations": result.associations,
        "sentences": [result.finding, *result.sentences, *result.plans.values(), *result.step_sentences],
    }
    return Answer(result.counties, tables, result.held, result.method)


def _charter(asked: Asked) -> Answer:
    result = charter.charter(*asked.of_counties)
    tables = {
        "rows": result.rows,
        "by_sector": result.by_sector,
        "by_county": result.by_county,
        "sentences": [result.finding, *result.sentences],
    }
    return Answer(result.rows, tables, result.held, result.method)


def _logframe(asked: Asked) -> Answer:
    question = (asked.store, asked.scope, asked.subject, asked.today)
    result, preventive = logframe.logframe(*question), preventive_share.preventive_share(*question)
    tables = {
        "rows": result.rows,
        "quarters": logframe.indicator_quarters(*question),
        "preventive": preventive.rows,
        "sentences": [result.finding, preventive.finding],
    }
    rows = result.rows.assign(sentence=[export.ENGLISH.say(one) for one in result.rows.sentence])
    return Answer(rows, tables, result.held, result.method)


PERIOD = ("start", "end")
REPORTS = (
    Report(
        N_("Rates of counties"),
        "map",
        "map",
        (county_rates.METHOD,),
        "county-rates",
        "Counts and yearly rates of every county, with intervals.",
        (*PERIOD, "category", "county", "source", "sort"),
        answer=_county_rates,
    ),
    Report(N_("How sure a class is"), "map", "map", (map_measures.CERTAINTY_METHOD,)),
    Report(N_("Silence"), "map", "map", (silence.METHOD,)),
    Report(
        N_("Rates with their range"),
        "compare",
        "rates",
        (comparison.METHOD,),
        "compare",
        "A few cities or counties side by side; a bare name means the city if there is one.",
        ("places", *PERIOD, "category", "source"),
        {"places": "Kisumu,Nakuru,Mombasa"},
        _comparison,
    ),
    Report(N_("Against the national rate"), "compare", "rates", (funnel.METHOD,)),
    Report(N_("Raw and smoothed"), "compare", "rates", (smoothed_rates.METHOD,)),
    Report(N_("Like with like"), "compare", "like", (similar_places.METHOD,)),
    Report(
        N_("Month by month"),
        "compare",
        "months",
        (trend.METHOD,),
        "trend",
        "Counts and rates month by month.",
        (*PERIOD, "category", "county", "source", "places"),
        answer=_trend,
    ),
    Report(N_("Compared by category"), "compare", "months", (compared_months.MIX_METHOD,)),
    Report(
        N_("Compared by hour and weekday"),
        "compare",
        "week",
        (compared_hours.WEEK_METHOD, compared_hours.WAITS_METHOD),
    ),
    Report(
        N_("Published about real counties"),
        "map",
        "map",
        (published_counties.METHOD, published_place.METHOD),
        "published",
        "Crimes recorded by county as others printed them, real, with source and doubt; json has the nation too.",
        ("year",),
        answer=_published,
    ),
    Report(N_("Published about the whole country"), "methods", "data", (published_nation.METHOD,)),
    Report(N_("Who reaches people"), "response", "who", (responders.METHOD,)),
    Report(N_("By hour, county and category"), "response", "groups", (waits_by.METHOD,)),
    Report(N_("Hours with incidents, hours with cover"), "response", "cover", (cover_ring.METHOD,)),
    Report(N_("When in the week"), "response", "week", (week_pattern.METHOD,)),
    Report(N_("One place over the years"), "is_it_real", "trends", (seasonal_trend.METHOD,)),
    Report(N_("How complete the newest month is"), "is_it_real", "trends", (completeness.METHOD,)),
    Report(N_("Unusual months"), "is_it_real", "trends", (alerts.METHOD, alerts.SHORT_METHOD)),
    Report(N_("Neighbouring counties together"), "is_it_real", "trends", (neighbours.METHOD,)),
    Report(N_("Every county on one axis"), "is_it_real", "counties", (small_multiples.METHOD,)),
    Report(N_("Hot spots"), "map", "hot_spots", (hot_spots.METHOD, hot_spots.BESIDE_METHOD)),
    Report(N_("Near repeats"), "map", "hot_spots", (near_repeats.METHOD,)),
    Report(N_("What the map before would have foretold"), "map", "hot_spots", (foretelling.METHOD,)),
    Report(N_("Smooth picture"), "map", "hot_spots", (density_picture.METHOD,)),
    Report(N_("Drugs and youth"), "drugs_and_youth", "reports", (drugs_and_youth.METHOD,)),
    Report(N_("Reporting"), "is_it_real", "reporting", (reporting.METHOD,)),
    Report(N_("Claim checker"), "is_it_real", "claims", (checker.METHOD,)),
    Report(N_("What nothing looks like"), "is_it_real", "chance", (noise.METHOD,)),
    Report(
        N_("Associations"),
        "people",
        "associations",
        (associations.METHOD,),
        "associations",
        "The register of associations, without contacts and exact points.",
        ("county",),
        answer=_associations,
    ),
    Report(N_("One association"), "people", "associations", (association_profile.METHOD,)),
    Report(N_("Accreditation"), "promises", "accreditation", (accreditation.METHOD,)),
    Report(
        N_("Rollout"),
        "rollout",
        "stages",
        (rollout.METHOD,),
        "rollout",
        "How far counties and associations have come, against the plan.",
        ("county",),
        answer=_rollout,
    ),
    Report(N_("Which counties may be next"), "rollout", "next", (next_counties.METHOD,)),
    Report(
        N_("Charter"),
        "promises",
        "charter",
        (charter.METHOD,),
        "charter",
        "Pledges with what became of them, names only with consent; json has sectors and counties too.",
        ("county",),
        answer=_charter,
    ),
    Report(
        N_("Logframe"),
        "rollout",
        "targets",
        (logframe.METHOD,),
        "logframe",
        "The indicators of the programme with their targets, values and ranges.",
        answer=_logframe,
    ),
    Report(N_("Asks"), "promises", "asks", (asks.METHOD,)),
    Report(N_("Ledger"), "promises", "ledger", (ledger.METHOD,)),
    Report(N_("What changed"), "home", "", (between_years.METHOD,)),
    Report(N_("What waits for a decision"), "home", "", (waiting.METHOD,)),
    Report(N_("Activities"), "people", "activities", (activities.METHOD,)),
    Report(N_("Assets"), "people", "assets", (assets.METHOD,)),
    Report(N_("Partners"), "people", "partners", (partners.METHOD,)),
    Report(N_("Police cover"), "people", "police", (police_cover.METHOD,)),
    Report(N_("Guards and stewards beside the police"), "people", "police", (guards.METHOD,)),
    Report(N_("Stories"), "people", "stories", (stories.METHOD,)),
    Report(N_("Surveys"), "drugs_and_youth", "surveys", (surveys.METHOD,)),
    Report(N_("Early help against drugs"), "drugs_and_youth", "early_help", (early_help.METHOD,)),
    Report(N_("How many people to ask"), "workbench", "surveys", (survey_plan.METHOD,)),
    Report(N_("Did it help?"), "rollout", "effect", (effect.METHOD,)),
    Report(N_("One county alone"), "rollout", "effect", (effect_single.METHOD,)),
    Report(N_("Before a rollout: what would be enough?"), "rollout", "effect", (effect_power.METHOD,)),
)
