"""What a chart draws, layer by layer, with the rows of each; and for whom."""

from __future__ import annotations

from usalama.language import load_language


class Reader:
    """All that a picture asks of a visit, in English."""

    language = load_language("en")
    _ = staticmethod(language.text)
    say = staticmethod(language.say)


def layers(chart):
    drawn = chart.to_dict()
    data = drawn.get("datasets", {})
    return [
        layer | {"rows": data.get(layer.get("data", drawn.get("data", {})).get("name"), [])} for layer in drawn["layer"]
    ]


def marks(chart, kind):
    return [layer for layer in layers(chart) if layer["mark"]["type"] == kind]
