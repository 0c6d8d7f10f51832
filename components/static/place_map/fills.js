// What a place is filled with: its class, hatched when the number is unstable, dotted when it is hidden.
import { drawing } from "./elements.js";

let drawn = 0;

export class Fills {
  constructor(root) {
    this.name = `place-map-${++drawn}`;
    this.sheet = drawing("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" });
    root.append(this.sheet);
  }

  update(colours, { hidden, missing, plain }) {
    const wanted = JSON.stringify([colours, hidden, missing, plain]);
    if (wanted === this.known) return;
    this.known = wanted;
    this.colours = colours;
    this.missing = missing;
    this.plain = plain;
    const patterns = colours.map((colour, index) => hatched(this.patternName(index), colour));
    this.sheet.replaceChildren(...patterns, dotted(this.patternName("hidden"), hidden));
  }

  patternName(key) {
    return `${this.name}-${key}`;
  }

  of({ level, isUnstable, isHidden }) {
    if (isHidden) return `url(#${this.patternName("hidden")})`;
    if (!(level in this.colours)) return this.missing;
    return isUnstable ? `url(#${this.patternName(level)})` : this.colours[level];
  }
}

function hatched(id, colour) {
  const pattern = drawing("pattern", tile(id, 8, "rotate(45)"));
  pattern.append(
    drawing("rect", { width: 8, height: 8, fill: colour }),
    drawing("rect", { width: 2.5, height: 8, fill: isDark(colour) ? "#ffffff" : "#3a3a3a" }),
  );
  return pattern;
}

function dotted(id, colour) {
  const pattern = drawing("pattern", tile(id, 7, "rotate(20)"));
  pattern.append(
    drawing("rect", { width: 7, height: 7, fill: colour }),
    drawing("circle", { cx: 3.5, cy: 3.5, r: 1.1, fill: "#6d6d6d" }),
  );
  return pattern;
}

function tile(id, size, patternTransform) {
  return { id, width: size, height: size, patternUnits: "userSpaceOnUse", patternTransform };
}

function isDark(colour) {
  const [red, green, blue] = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 140;
}
