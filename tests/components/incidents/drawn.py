"""What a chart draws, layer by layer, with the rows of each."""

from __future__ import annotations


def layers(chart):
    drawn = chart.to_dict()
    data = drawn.get("datasets", {})
    return [
        layer | {"rows": data.get(layer.get("data", drawn.get("data", {})).get("name"), [])} for layer in drawn["layer"]
    ]


def marks(chart, kind):
    return [layer for layer in layers(chart) if layer["mark"]["type"] == kind]
