// What fills and sizes mean. Of what is no number only what stands on the map is named.
import { drawing, element } from "./elements.js";
import { OTHERS } from "./fills.js";

export class Legend {
  constructor() {
    this.box = element("div", "legend");
  }

  // Arguments: present: the kinds of places on the map, "unstable" for a hatched class.
  update(legend, fills, present) {
    const wanted = JSON.stringify([legend, [...present].sort()]);
    if (wanted === this.known) return;
    this.known = wanted;
    // Another map beside this one has it.
    this.box.hidden = !legend.title;
    if (this.box.hidden) return;
    const classes = legend.classes.map(([, label], level) => {
      const state = { level, isUnstable: legend.hatched.includes(level) };
      return row(square(fills.of(state), fills.lineOf(state)), label);
    });
    const sizes = legend.sizes.map(([radius, label]) => row(circle(radius), label));
    const others = special(legend, fills, present);
    const lists = [list("sizes", sizes), list("classes", classes), list("others", others)];
    this.box.replaceChildren(element("p", "legend-title", legend.title), ...lists.filter((one) => one.children.length));
  }
}

function special(legend, fills, present) {
  const middle = Math.floor(legend.classes.length / 2);
  const states = { unstable: { level: middle, isUnstable: true } };
  for (const kind of OTHERS) states[kind] = { kind };
  return Object.entries(states)
    .filter(([kind]) => legend[kind] && present.has(kind))
    .map(([kind, state]) => row(square(fills.of(state), fills.lineOf(state)), legend[kind]));
}

function list(name, rows) {
  const made = element("ul", name);
  made.append(...rows);
  return made;
}

function row(swatch, label) {
  const item = element("li", "");
  item.append(swatch, element("span", "", label));
  return item;
}

function square(fill, stroke) {
  const swatch = drawing("svg", { width: 26, height: 16, "aria-hidden": "true" });
  const line = stroke === "#ffffff" ? "none" : stroke;
  swatch.append(drawing("rect", { x: 0.5, y: 0.5, width: 25, height: 15, fill, stroke: line, "stroke-width": 0.7 }));
  return swatch;
}

function circle(radius) {
  const size = 2 * radius + 2;
  const swatch = drawing("svg", { width: size, height: size, "aria-hidden": "true" });
  const look = { fill: "none", stroke: "#26323d", "stroke-width": 1.2 };
  swatch.append(drawing("circle", { cx: size / 2, cy: size / 2, r: radius, ...look }));
  return swatch;
}
