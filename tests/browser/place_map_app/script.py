"""One map at a time, named by ``?show=``, with invented values."""

from __future__ import annotations

import numpy as np
import streamlit as st

from components.maps import (
    Circle,
    Frame,
    Frames,
    Legend,
    MarkKind,
    Marks,
    PlaceMap,
    PointMap,
    class_colours,
    map_words,
    show_import_preview_map,
    show_place_map,
    show_played_map,
)
from components.maps.frames import pack
from components.maps.geometries import addresses_of, ground_of
from usalama.country import load_country
from usalama.settings import PROJECT_FOLDER

HOSTILE = "<img src=x onerror=window.fired=1>${window.fired=1}`</script><script>window.fired=1</script>"
COUNTRY = load_country(PROJECT_FOLDER / "data" / "kenya")
CODES = [county.code for county in COUNTRY.counties]
WORDS = map_words(lambda english: english)
LEGEND = Legend(
    "Incidents per 100,000 people a year",
    tuple((colour, f"class {index}") for index, colour in enumerate(class_colours(6))),
    unstable="few incidents",
    hidden="not shown",
    silent="no channel",
    missing="no data",
    outside="not chosen",
)


def invented_map(month: int, **more: object) -> PlaceMap:
    shown = {
        "name": "Invented classes by county",
        "geometry": addresses_of(COUNTRY)["counties"],
        "bounds": COUNTRY.bounds,
        "legend": LEGEND,
        "credit": "Boundaries: OpenStreetMap contributors, ODbL",
        "values": {code: (int(code) + month) % 6 for code in CODES[3:]},
        "unstable": frozenset(CODES[5:12]),
        "hidden": frozenset(CODES[:2]),
        "tooltips": {code: f"month {month}\n12.3 (9.8 to 15.1)" for code in CODES},
        "title": "Invented: more in the west than in the east",
        "period": "May 2026",
        "subtitle": "all counties · all kinds",
        "nature": "Synthetic data",
        "source": "Source: nobody",
        "ground": ground_of(COUNTRY, "en"),
    }
    return PlaceMap(**(shown | more))


@st.fragment
def show_main() -> None:
    month = st.slider("Month", 0, 59, 0)
    focus = st.selectbox("Focus", [None, "042"])
    words = map_words(str.upper) if st.checkbox("Other language") else WORDS
    picked = show_place_map(invented_map(month, focus=focus, selected=focus), words, key="main")
    if picked:
        st.session_state["picked"] = picked
    st.text(f"month {month} picked {st.session_state.get('picked')}")


MONTHS = tuple(f"month {number}" for number in range(1, 13))


def invented_frame(month: int) -> Frame:
    shown = invented_map(month)
    return Frame(MONTHS[month - 1], shown.values, shown.unstable, shown.hidden, shown.tooltips)


@st.fragment
def show_play() -> None:
    """Months that are only sent when the first of them is asked for."""
    is_wanted = st.session_state.get("wanted", False)
    packed = pack([invented_frame(month) for month in range(1, 13)]) if is_wanted else ""
    frames = Frames(MONTHS, "Invented classes by county", packed)
    answer = show_played_map(invented_map(0, frames=frames), WORDS, key="main")
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1
    st.text(f"runs {st.session_state['runs']} picked {answer.picked}")
    if answer.wants_months:
        st.session_state["wanted"] = True
        st.rerun(scope="fragment")


def show_pair() -> None:
    left, right = st.columns(2)
    with left:
        show_place_map(invented_map(0, sync="pair"), WORDS, key="left", height=400)
    with right:
        show_place_map(invented_map(1, sync="pair"), WORDS, key="right", height=400)


@st.fragment
def show_circles() -> None:
    size = st.slider("Size", 3, 12, 4)
    shown = COUNTRY.constituencies[: 300 - 10 * size]
    circles = tuple(
        Circle(one.place.key, size + index % 5, index % 5, "45 incidents", index < 9, 9 <= index < 20)
        for index, one in enumerate(shown)
    )
    points = addresses_of(COUNTRY)["constituencies"]
    places = invented_map(0, values={}, tooltips={}, hidden=(), unstable=(), points=points, circles=circles)
    picked = show_place_map(places, WORDS, key="circles")
    st.text(f"size {size} picked {picked}")


def show_hostile() -> None:
    every = {name: HOSTILE for name in ("title", "unstable", "hidden", "silent", "missing", "outside")}
    legend = Legend(**every, classes=(("#fdea45", HOSTILE),), sizes=((4, HOSTILE),))
    texts = {code: HOSTILE for code in CODES}
    said = {name: HOSTILE for name in ("name", "title", "period", "subtitle", "nature", "source", "credit")}
    hostile = invented_map(0, legend=legend, tooltips=texts, names=texts, selected="042", **said)
    show_place_map(hostile, map_words(lambda _: HOSTILE), key="hostile")
    points = PointMap(invented_points(50), addresses_of(COUNTRY)["counties"], COUNTRY.bounds, HOSTILE)
    show_import_preview_map(points, map_words(lambda _: HOSTILE), key="hostile points")


def invented_points(count: int) -> np.ndarray:
    random = np.random.default_rng(7)
    latitude, longitude = random.normal(-1.0, 0.8, count), random.normal(36.9, 0.8, count)
    return np.column_stack([latitude, longitude])


def point_map() -> PointMap:
    count = st.slider("Points", 500, 8000, 500, step=500)
    st.text(f"{count} points")
    credit = "Boundaries: OpenStreetMap contributors, ODbL"
    return PointMap(invented_points(count), addresses_of(COUNTRY)["counties"], COUNTRY.bounds, credit)


@st.fragment
def show_marks(kind: MarkKind) -> None:
    legend = Legend("Points", ())
    plain = {"values": {}, "hidden": frozenset(), "unstable": frozenset(), "tooltips": {}}
    drawn = invented_map(0, marks=Marks(kind, point_map().points), legend=legend, **plain)
    show_place_map(drawn, WORDS, key="marks")


st.set_page_config(
    page_title="Map",
    page_icon=str(PROJECT_FOLDER / "components" / "assets" / "icon.png"),
    layout="wide",
)
match st.query_params.get("show", "main"):
    case "main":
        show_main()
    case "play":
        show_play()
    case "pair":
        show_pair()
    case "circles":
        show_circles()
    case "hostile":
        show_hostile()
    case "points":
        show_marks(MarkKind.CLUSTERS)
    case "heat":
        show_marks(MarkKind.HEAT)
    case "preview":
        show_import_preview_map(point_map(), WORDS, key="preview")
