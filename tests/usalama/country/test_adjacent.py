"""Which counties are neighbours."""

from tests.examples import subject
from usalama.country.adjacent import adjacent_counties


def test_neighbours_are_those_on_the_map_and_both_ways():
    near = adjacent_counties(subject().country)
    # Mombasa lies between Kwale, Kilifi and the sea.
    assert set(near["001"]) == {"002", "003"}
    # Kisumu is no neighbour of Mombasa, and Siaya and Vihiga are among its own.
    assert {"041", "038"} <= set(near["042"])
    assert "001" not in near["042"]
    assert all(code in near[other] for code, others in near.items() for other in others)
    assert all(code not in others for code, others in near.items())
