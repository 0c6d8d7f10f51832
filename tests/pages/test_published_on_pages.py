"""What is published, drawn by Streamlit from a store that holds nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.drawing import figures


def _every_part() -> None:
    from components.incidents import published  # noqa: PLC0415
    from components.shell.session import start  # noqa: PLC0415
    from usalama.incidents.published.published_counties import published_counties  # noqa: PLC0415
    from usalama.incidents.published.published_nation import published_nation  # noqa: PLC0415
    from usalama.incidents.published.published_place import published_about  # noqa: PLC0415

    visit = start()
    country, nation = visit.subject.country, published_nation(visit.subject)
    published.show_published_block(visit, published_counties(visit.subject), nation)
    year = published.choose_year(visit, published_counties(visit.subject).known_by_year)
    published.show_published_map(visit, published_counties(visit.subject, year))
    for key in ("county:037", "county:010", "city:kisumu"):
        published.show_published_place(visit, published_about(visit.subject, country.place(key)))
    published.show_nation(visit, nation)


@pytest.fixture
def screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("USALAMA_STORE", str(tmp_path / "new"))
    # A link to the list of methods needs the frame.
    monkeypatch.setattr(figures, "open_parts", lambda _key, _offered: (figures.TABLE, figures.FILE))
    return AppTest.from_function(_every_part, default_timeout=60)


def test_a_newcomer_s_empty_store_has_every_part(screen, said):
    screen.query_params["published_year"] = "2022"
    screen.run()
    assert not screen.exception
    text = said(screen)
    assert "101,220 in 2024, 3,622 fewer than in 2023" in text
    assert "known for 24 of 47 counties: 64,748 of the 88,083" in text
    assert "Doubtful: it equals the figure of 2019." in text
    assert "No figure about crimes recorded in Marsabit was found" in text.replace("\\\\", "")
    assert "Nothing is published by city or constituency" in text
    assert "Railway Police: 142" in text.replace("\\\\", "")
    assert "(2023-05-05)" in text
    assert text.count("Real figures") >= 6


def test_a_year_in_the_address_that_has_no_figures_gives_the_newest(screen, said):
    screen.query_params["published_year"] = "1999"
    screen.run()
    assert not screen.exception
    assert "known for 16 of 47 counties" in said(screen)


def test_every_part_speaks_kiswahili(screen, said):
    screen.query_params["lang"] = "sw"
    screen.run()
    assert not screen.exception
    text = said(screen)
    assert "Takwimu halisi" in text
    for english in ("Real figures", "Crimes recorded", "not published", "What is doubtful", "no figure was found"):
        assert english not in text
