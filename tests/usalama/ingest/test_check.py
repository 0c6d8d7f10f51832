from collections.abc import Callable

from usalama.ingest.check import ACCEPTED_SCHEMA
from usalama.schema import INCIDENT


def test_accepted_rows_have_every_column_of_the_schema_that_the_store_does_not_give() -> None:
    given = {"incident_id", "source_id", "batch_id"}
    assert ACCEPTED_SCHEMA.names == ["row", *(name for name in INCIDENT.column_names if name not in given)]
    assert all(ACCEPTED_SCHEMA.field(name) == INCIDENT.arrow_schema.field(name) for name in ACCEPTED_SCHEMA.names[1:])


def test_a_row_is_refused_once_for_its_first_fault(row: Callable) -> None:
    outcome = row(id="", when="never", lon="x", category="?")
    assert outcome.reasons == ["The id is missing."]


def test_good_rows_among_bad_ones_keep_what_is_theirs(read: Callable) -> None:
    lines = [
        f"{number},{day:02d}/02/2024,{'' if number % 3 else '34.7396'},{'' if number % 3 else '-0.1179'},Kisumu,robbery"
        for number, day in enumerate(range(20, 35))
    ]
    outcome = read("id,when,lon,lat,county,category\n" + "\n".join(lines))
    assert [(row["source_record_id"], row["occurred_on"].day, row["row"]) for row in outcome.accepted] == [
        (str(number), number + 20, number + 2) for number in range(10)
    ]
    assert [row["longitude"] is not None for row in outcome.accepted] == [number % 3 == 0 for number in range(10)]
    assert [refusal["value"] for refusal in outcome.refused] == [f"{day}/02/2024" for day in range(30, 35)]
