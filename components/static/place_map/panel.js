// What the map says about itself inside its own frame: the finding, what it rests on, and whether that is real.
import { element } from "./elements.js";

export class Panel {
  constructor() {
    this.box = element("div", "panel");
    this.foot = element("p", "foot");
    const parts = ["nature", "title", "subtitle"].map((name) => [name, element("p", `map-${name}`)]);
    this.parts = Object.fromEntries(parts);
    this.box.append(this.parts.title, this.parts.subtitle, this.parts.nature);
  }

  update(data) {
    for (const [name, part] of Object.entries(this.parts)) write(part, data[name]);
    write(this.foot, [data.source, data.credit].filter(Boolean).join(" · "));
  }
}

function write(part, text) {
  if (part.textContent !== text) part.textContent = text;
}
