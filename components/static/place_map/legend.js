// The legend stands beside the map, or under it on a narrow screen, and never over it.
import { drawing, element } from "./elements.js";

export class Legend {
  constructor() {
    this.box = element("div", "legend");
  }

  update(legend, fills) {
    const wanted = JSON.stringify(legend);
    if (wanted === this.known) return;
    this.known = wanted;
    const list = element("ul", "");
    list.append(
      ...legend.sizes.map(([radius, label]) => row(circle(radius), label)),
      ...legend.classes.map(([, label], level) =>
        row(square(fills.of({ level, isUnstable: legend.hatched.includes(level) })), label),
      ),
      ...special(legend, fills),
    );
    this.box.replaceChildren(element("p", "legend-title", legend.title), list);
  }
}

function special({ unstable, hidden, missing, classes }, fills) {
  const middle = Math.floor(classes.length / 2);
  const rows = [];
  if (unstable) rows.push(row(square(fills.of({ level: middle, isUnstable: true })), unstable));
  if (hidden) rows.push(row(square(fills.of({ isHidden: true })), hidden));
  if (missing) rows.push(row(square(fills.of({})), missing));
  return rows;
}

function row(swatch, label) {
  const item = element("li", "");
  item.append(swatch, element("span", "", label));
  return item;
}

function square(fill) {
  const swatch = drawing("svg", { width: 28, height: 18, "aria-hidden": "true" });
  swatch.append(drawing("rect", { x: 0.5, y: 0.5, width: 27, height: 17, fill, stroke: "#4d5966" }));
  return swatch;
}

function circle(radius) {
  const size = 2 * radius + 2;
  const swatch = drawing("svg", { width: size, height: size, "aria-hidden": "true" });
  const look = { fill: "none", stroke: "#26323d", "stroke-width": 1.2 };
  swatch.append(drawing("circle", { cx: size / 2, cy: size / 2, r: radius, ...look }));
  return swatch;
}
