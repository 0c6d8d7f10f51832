"""The map to take away, opened from a folder as somebody would who got it by post."""

from __future__ import annotations

from components.maps.geometries import geometries
from components.maps.picture_ground import Around
from components.maps.takeaway import build_takeaway
from tests.components.maps.test_pictures import CAPTION, COUNTRY, LABEL, MAP


def test_it_draws_the_country_and_asks_nobody_for_anything(visit, tmp_path):
    page = build_takeaway(MAP, CAPTION, geometries(COUNTRY)["counties"], Around(COUNTRY, "en"))
    file = tmp_path / "map.html"
    file.write_text(page, encoding="utf-8")
    seen = visit(file.as_uri())
    seen.page.locator("path.leaflet-interactive").nth(46).wait_for(state="attached")
    assert seen.page.get_by_text("Nairobi", exact=True).count() == 1
    assert seen.page.get_by_text(LABEL).is_visible()
    assert seen.complaints == []
    assert [address for address in seen.requests if address != file.as_uri()] == []
