"""The one encoder before folium and HTML."""

import html

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components.drawing.html_encoding import encode_for_markup

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "`;alert(1);`",
    "\\`${alert(1)}",
    "</script><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "{{7*7}}{% raw %}",
    "\\u003cscript\\u003e",
    "&lt;b&gt;",
    "javascript:alert`1`",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_is_left_to_act_on(payload):
    assert not set(encode_for_markup(payload)) & set("<>\"'`${}\\")
    assert encode_for_markup(payload).replace("&#", "").count("&") == 0


@given(st.text())
@example(PAYLOADS[2])
@example(PAYLOADS[10])
def test_a_reader_sees_what_was_written(text):
    assert html.unescape(encode_for_markup(text)) == text


def test_plain_words_stay_as_they_are():
    assert encode_for_markup("Murang’a, Kĩrĩnyaga (Mashariki)") == "Murang’a, Kĩrĩnyaga (Mashariki)"
