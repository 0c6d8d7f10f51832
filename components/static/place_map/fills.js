// What a place is filled with: its class, hatched when the number is unstable; whatever is no number has a look of its own.
import { drawing } from "./elements.js";
import { isDark, looks } from "./looks.js";

export const OTHERS = ["hidden", "silent", "missing", "outside"];
let drawn = 0;

export class Fills {
  constructor(root) {
    this.name = `place-map-${++drawn}`;
    this.sheet = drawing("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" });
    root.append(this.sheet);
  }

  update(colours, plain) {
    const wanted = JSON.stringify([colours, plain]);
    if (wanted === this.known) return;
    this.known = wanted;
    this.colours = colours;
    this.plain = plain;
    const hatched = colours.map((colour, level) => {
      const ink = isDark(colour) ? looks.few.onDark : looks.few.onLight;
      return this.pattern(level, { ...looks.few, fill: colour, ink });
    });
    const others = OTHERS.filter((kind) => looks[kind].path).map((kind) => this.pattern(kind, looks[kind]));
    this.sheet.replaceChildren(...hatched, ...others);
  }

  // The colour alone, without hatches; none for what is no number.
  colourOf({ kind, level }) {
    return kind in looks ? looks[kind].fill : this.colours[level];
  }

  of(state) {
    const { kind, level, isUnstable } = state;
    if (kind) return looks[kind].path ? `url(#${this.patternName(kind)})` : looks[kind].fill;
    return isUnstable ? `url(#${this.patternName(level)})` : this.colours[level];
  }

  lineOf(state) {
    return isDark(this.colourOf(state)) ? looks.lines.onDark : looks.lines.onLight;
  }

  pattern(key, { fill, ink, size, turn, path, width }) {
    const box = { width: size, height: size };
    const look = { id: this.patternName(key), ...box, patternUnits: "userSpaceOnUse" };
    const made = drawing("pattern", { ...look, patternTransform: `rotate(${turn})` });
    const line = { d: path, fill: "none", stroke: ink, "stroke-width": width, "stroke-linecap": "round" };
    made.append(drawing("rect", { ...box, fill }), drawing("path", line));
    return made;
  }

  patternName(key) {
    return `${this.name}-${key}`;
  }
}

// What is known of a place, from the lists that travel: what is no number comes before any class.
export class States {
  constructor({ values, legend, ...lists }) {
    this.values = values;
    this.count = legend.classes.length;
    this.kinds = new Map(["outside", "silent", "hidden"].flatMap((kind) => lists[kind].map((code) => [code, kind])));
    this.unstable = new Set(lists.unstable);
  }

  of(code) {
    const level = this.values[code];
    const hasClass = level !== undefined && level < this.count;
    // Without classes the places are ground for circles and points.
    const kind = this.kinds.get(code) ?? (hasClass ? "" : this.count ? "missing" : "plain");
    return { kind, level, isUnstable: !kind && this.unstable.has(code) };
  }
}
