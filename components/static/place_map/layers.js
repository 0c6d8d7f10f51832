// Places on the map: shapes filled by class, circles of a given size. They are made once; later only styles change.
import { element } from "./elements.js";

const BORDER = { weight: 0.9, fillOpacity: 1, opacity: 1 };
// Until the first colours fade in; the library's own would flash.
const BARE = { ...BORDER, color: "#b8c2c7", fillColor: "#ffffff" };
const CIRCLE_BORDER = { color: "#26323d", weight: 1.2, fillOpacity: 0.9, opacity: 1 };
// Circles that count lie over one another where many people live: what is beneath shines through.
const COUNT_BORDER = { color: "#ffffff", weight: 1, fillOpacity: 0.6, opacity: 0.9 };

// Over a ground that people know: what says nothing is hardly there, the rest lets the ground shine through.
const shining = ({ kind }) =>
  kind === "missing" ? { weight: 0.3, opacity: 0.5, fillOpacity: 0 } : { weight: 0.4, opacity: 0.7, fillOpacity: 0.72 };

class Places {
  constructor(map, pick) {
    this.map = map;
    this.pick = pick;
    this.byCode = new Map();
    this.styles = new Map();
  }

  text(code) {
    return { name: this.nameIn(code, this.data.names), note: this.notes[code] ?? "" };
  }

  // In the reader's language where that differs from the file of shapes.
  nameIn(code, names) {
    return names[code] ?? this.byCode.get(code)?.feature?.properties?.name ?? code;
  }

  join(code, layer) {
    this.byCode.set(code, layer);
    layer.placeCode = code;
    layer.on("click", () => this.pick(code));
    layer.bindTooltip(() => this.tooltip(code), { sticky: true, className: "place-map-tooltip" });
  }

  tooltip(code) {
    const { name, note } = this.text(code);
    const box = element("div", "");
    box.append(element("strong", "", name), element("span", "", note));
    return box;
  }

  describe(code, layer) {
    const { name, note } = this.text(code);
    layer.isQuiet = this.isQuiet(name, note);
    const path = layer.getElement();
    if (path) speak(path, layer.isQuiet ? "" : [name, note].filter(Boolean).join(", ").replaceAll("\n", ", "));
    if (layer.isTooltipOpen()) layer.getTooltip().update();
  }

  // What has nothing to say, or is spoken for by another mark.
  isQuiet() {
    return false;
  }

  restyle(code, layer, style) {
    const wanted = JSON.stringify(style);
    if (this.styles.get(code) === wanted) return;
    this.styles.set(code, wanted);
    layer.setStyle(style);
  }

  clear() {
    this.group?.remove();
    this.byCode.clear();
    this.styles.clear();
  }
}

export class Shapes extends Places {
  load(collection) {
    if (collection === this.collection) return;
    const old = this.group;
    this.byCode.clear();
    this.styles.clear();
    this.collection = collection;
    this.group = window.L.geoJSON(collection, {
      style: BARE,
      onEachFeature: (feature, layer) => this.join(codeOf(feature), layer),
    }).addTo(this.map);
    old?.remove();
  }

  update(data, fills, states) {
    this.data = data;
    this.notes = data.tooltips;
    this.circled = new Set(data.circles.map(([code]) => data.names[code]));
    for (const [code, layer] of this.byCode) {
      const state = states.of(code);
      const look = data.isOverlay ? shining(state) : BORDER;
      this.restyle(code, layer, { ...look, color: fills.lineOf(state), fillColor: fills.of(state) });
      this.describe(code, layer);
      // Empty cells over a ground have no name that people know.
      if (data.isOverlay) layer.getElement()?.style.setProperty("pointer-events", this.notes[code] ? "auto" : "none");
    }
  }

  isQuiet(name, note) {
    return this.data.isOverlay && (!note || this.circled.has(name));
  }
}

export class Circles extends Places {
  update(data, points, fills) {
    this.data = data;
    if (!data.circles.length) return this.clear();
    if (points !== this.points) this.clear();
    this.points = points;
    const places = new Map(points.features.map((feature) => [codeOf(feature), feature]));
    this.notes = Object.fromEntries(data.circles.map(([code, , , , note]) => [code, note]));
    this.drop(this.notes);
    // Small ones come last, so that none lies under a larger one.
    const rows = [...data.circles].sort((one, other) => other[1] - one[1]);
    for (const [code, radius, level, state] of rows) {
      if (places.has(code)) this.put(places.get(code), radius, this.styleOf(code, level, state, fills));
      else console.error("place map: the file of points has no", code);
    }
  }

  styleOf(code, level, state, fills) {
    const isHidden = state === "hidden";
    const kind = isHidden ? "hidden" : level === null ? "missing" : "";
    const hasColour = isHidden || fills.colours.length;
    const fill = hasColour ? fills.of({ kind, level, isUnstable: state === "unstable" }) : fills.plain;
    const border = hasColour ? CIRCLE_BORDER : COUNT_BORDER;
    const weight = code === this.data.selected ? 4 : border.weight;
    return { ...border, weight, fillColor: fill };
  }

  put(feature, radius, style) {
    const code = codeOf(feature);
    this.group ??= window.L.layerGroup();
    if (!this.map.hasLayer(this.group)) this.group.addTo(this.map);
    const layer = this.byCode.get(code) ?? this.make(feature, code, style);
    if (layer.getRadius() !== radius) layer.setRadius(radius).bringToFront();
    this.restyle(code, layer, style);
    this.describe(code, layer);
  }

  make(feature, code, style) {
    const [longitude, latitude] = feature.geometry.coordinates;
    const layer = window.L.circleMarker([latitude, longitude], { ...style, pane: pane(this.map, "circles", 450) });
    layer.feature = feature;
    this.join(code, layer);
    return layer.addTo(this.group);
  }

  drop(kept) {
    for (const [code, layer] of this.byCode) {
      if (code in kept) continue;
      layer.remove();
      this.byCode.delete(code);
      this.styles.delete(code);
    }
  }

  clear() {
    super.clear();
    this.group = undefined;
  }
}

export class Selection {
  constructor(map) {
    this.map = map;
  }

  // Two lines, dark on light, are seen on every colour of the classes.
  show(layer) {
    if (layer === this.layer) return;
    this.layer = layer;
    this.outline?.remove();
    this.outline = undefined;
    if (!layer?.feature || layer.feature.geometry.type === "Point") return;
    const line = (color, weight) =>
      window.L.geoJSON(layer.feature, {
        interactive: false,
        pane: pane(this.map, "selection", 440),
        style: { color, weight, fill: false },
      });
    this.outline = window.L.layerGroup([line("#ffffff", 7), line("#101820", 3)]).addTo(this.map);
  }
}

// A pane of its own keeps the order of the layers, whichever was made last.
function pane(map, name, order) {
  if (!map.getPane(name)) map.createPane(name).style.zIndex = order;
  return name;
}

// A mark that can be chosen is a button, and has become one before; any other is an image with a name.
function speak(path, words) {
  if (!words) {
    for (const name of ["aria-label", "role", "tabindex"]) path.removeAttribute(name);
    path.setAttribute("aria-hidden", "true");
    return;
  }
  path.removeAttribute("aria-hidden");
  path.setAttribute("aria-label", words);
  if (!path.hasAttribute("role")) path.setAttribute("role", "img");
}

function codeOf(feature) {
  return String(feature.id ?? feature.properties.code);
}
