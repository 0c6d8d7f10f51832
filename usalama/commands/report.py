"""The numbers of the pages, for analysts and scripts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from usalama.access import scope_named
from usalama.asking.export import ENGLISH, Order, as_csv, as_json, in_order
from usalama.asking.register_files import register_csv, register_json
from usalama.commands.here import local_today, our_subject, sentences
from usalama.country.subject import Subject
from usalama.errors import InputRefused
from usalama.incidents.rates.comparison import compare_places
from usalama.incidents.rates.county_rates import county_rates
from usalama.incidents.trends.trend import trend
from usalama.model import Choices, Period, month_end
from usalama.programme.associations import associations
from usalama.programme.charter import charter
from usalama.programme.progress.logframe import logframe
from usalama.programme.progress.rollout import rollout
from usalama.settings import Settings
from usalama.store import open_store

report = typer.Typer(help="The numbers of the pages, for analysts and scripts.", no_args_is_help=True)

FromDay = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First local day.")]
ToDay = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last local day.")]
Categories = Annotated[list[str] | None, typer.Option("--category", help="Category or group; may be repeated.")]
Counties = Annotated[list[str] | None, typer.Option("--county", help="County number or name; may be repeated.")]
Sources = Annotated[list[str] | None, typer.Option("--source", help="Source; may be repeated.")]
ScopeName = Annotated[str, typer.Option("--scope", help="public or operator.")]
Format = Annotated[str, typer.Option("--format", help="json or csv.")]


@report.command("county-rates")
def report_county_rates(
    start: FromDay = None,
    end: ToDay = None,
    category: Categories = None,
    county: Counties = None,
    source: Sources = None,
    scope: ScopeName = "public",
    sort: Annotated[Order, typer.Option(help="county, rate or count.")] = Order.COUNTY,
    output: Format = "json",
) -> None:
    """Counts and yearly rates of every county, with intervals."""
    with sentences(output == "json"):
        subject = our_subject()
        choices = choices_of(subject, start, end, category, county, source)
        result = county_rates(open_store(Settings().store), scope_named(scope, local_today(subject)), choices, subject)
        rows = in_order(result.rows, sort)
        print_rows(output, as_json({"rows": rows}, result.about, result.method), as_csv(rows, result.about))


@report.command("compare")
def report_compare(
    places: Annotated[str, typer.Option(help="Two to six places, separated by commas.")] = "Kisumu,Nakuru,Mombasa",
    start: FromDay = None,
    end: ToDay = None,
    category: Categories = None,
    source: Sources = None,
    scope: ScopeName = "public",
    output: Format = "json",
) -> None:
    """A few cities or counties side by side; a bare name means the city if there is one."""
    with sentences(output == "json"):
        subject = our_subject()
        choices = choices_of(subject, start, end, category, None, source)
        named = tuple(subject.country.place(name) for name in places.split(",") if name.strip())
        result = compare_places(
            open_store(Settings().store), scope_named(scope, local_today(subject)), choices, subject, named
        )
        pairs = [
            {"place": pair.place.key, "other": pair.other.key, "ratio": pair.ratio, "sentence": pair.sentence}
            for pair in result.pairs
        ]
        rows = result.rows.drop(columns="person_years")
        text = as_json({"rows": rows, "pairs": pairs, "warnings": result.warnings}, result.about, result.method)
        print_rows(output, text, as_csv(rows, result.about))


@report.command("trend")
def report_trend(
    start: FromDay = None,
    end: ToDay = None,
    category: Categories = None,
    county: Counties = None,
    source: Sources = None,
    places: Annotated[str, typer.Option(help="A series a place instead of one for all.")] = "",
    scope: ScopeName = "public",
    output: Format = "json",
) -> None:
    """Counts and rates month by month."""
    with sentences(output == "json"):
        subject = our_subject()
        choices = choices_of(subject, start, end, category, county, source)
        named = tuple(subject.country.place(name) for name in places.split(",") if name.strip())
        result = trend(open_store(Settings().store), scope_named(scope, local_today(subject)), choices, subject, named)
        print_rows(
            output, as_json({"rows": result.rows}, result.about, result.method), as_csv(result.rows, result.about)
        )


@report.command("associations")
def report_associations(county: Counties = None, scope: ScopeName = "public", output: Format = "json") -> None:
    """The register of associations, without contacts and exact points."""
    with sentences(output == "json"):
        subject = our_subject()
        choices = choices_of(subject, None, None, None, county, None)
        who = scope_named(scope, local_today(subject))
        result = associations(open_store(Settings().store), who, choices, subject)
        tables: dict[str, object] = {"rows": result.rows, "by_county": result.by_county}
        tables["likely_duplicates"] = [
            {"record_ids": list(double.record_ids), "sentence": double.sentence} for double in result.doubles
        ]
        print_rows(
            output,
            register_json(tables, result.held, who, result.method),
            register_csv(result.rows, result.held, who),
        )


@report.command("rollout")
def report_rollout(county: Counties = None, scope: ScopeName = "public", output: Format = "json") -> None:
    """How far counties and associations have come, against the plan."""
    with sentences(output == "json"):
        subject = our_subject()
        today = local_today(subject)
        codes = choices_of(subject, None, None, None, county, None).county_codes
        who = scope_named(scope, today)
        result = rollout(open_store(Settings().store), who, codes, subject, today)
        tables: dict[str, object] = {
            "rows": result.counties,
            "funnel": result.funnel,
            "curve": result.curve,
            "associations": result.associations,
            "sentences": [*result.sentences, *result.plans.values(), *result.step_sentences],
        }
        print_rows(
            output,
            register_json(tables, result.held, who, result.method),
            register_csv(result.counties, result.held, who),
        )


@report.command("charter")
def report_charter(county: Counties = None, scope: ScopeName = "public", output: Format = "json") -> None:
    """Pledges with what became of them, names only with consent; json has sectors and counties too."""
    with sentences(output == "json"):
        subject = our_subject()
        today = local_today(subject)
        codes = choices_of(subject, None, None, None, county, None).county_codes
        who = scope_named(scope, today)
        result = charter(open_store(Settings().store), who, codes, subject, today)
        tables: dict[str, object] = {
            "rows": result.rows,
            "by_sector": result.by_sector,
            "by_county": result.by_county,
            "sentences": result.sentences,
        }
        print_rows(
            output,
            register_json(tables, result.held, who, result.method),
            register_csv(result.rows, result.held, who),
        )


@report.command("logframe")
def report_logframe(scope: ScopeName = "public", output: Format = "json") -> None:
    """The indicators of the programme with their targets, values and ranges."""
    with sentences(output == "json"):
        subject = our_subject()
        today = local_today(subject)
        who = scope_named(scope, today)
        result = logframe(open_store(Settings().store), who, subject, today)
        tables: dict[str, object] = {
            "rows": result.rows,
            "quarters": result.series,
            "preventive": result.preventive,
            "sentences": [result.summary, result.preventive_sentence],
        }
        rows = result.rows.assign(sentence=[ENGLISH.say(one) for one in result.rows.sentence])
        print_rows(
            output,
            register_json(tables, result.held, who, result.method),
            register_csv(rows, result.held, who),
        )


def print_rows(output: str, json_text: str, csv_text: str) -> None:
    if output not in ("json", "csv"):
        raise InputRefused('There is no format "{format}". Use json or csv.', format=output)
    typer.echo(json_text if output == "json" else csv_text.rstrip("\n"))


def choices_of(
    subject: Subject,
    start: datetime | None,
    end: datetime | None,
    categories: list[str] | None,
    counties: list[str] | None,
    sources: list[str] | None,
) -> Choices:
    codes = tuple(_county_code(subject, name) for name in counties or ())
    period = _period(start, end)
    return Choices(period, codes, tuple(categories or ()), tuple(sources or ()))


def _period(start: datetime | None, end: datetime | None) -> Period | None:
    if start is None and end is None:
        return None
    first, last = start.date() if start else date(1900, 1, 1), end.date() if end else month_end(date(2999, 12, 1))
    if last < first:
        raise InputRefused("The period ends on {end}, before it starts on {start}.", start=first, end=last)
    return Period(first, last)


def _county_code(subject: Subject, name: str) -> str:
    country = subject.country
    return name if name in {county.code for county in country.counties} else country.county_by_name(name).code
