// What the map says about itself inside its own frame: the finding, what it rests on, and whether that is real.
import { element } from "./elements.js";

export class Panel {
  constructor() {
    this.box = element("div", "panel");
    this.foot = element("p", "foot");
    const parts = ["title", "subtitle", "nature"].map((name) => [name, element("p", `map-${name}`)]);
    this.parts = Object.fromEntries(parts);
    this.box.append(...Object.values(this.parts));
  }

  update(data) {
    write(this.parts.title, data.title);
    write(this.parts.subtitle, [data.period, data.subtitle].filter(Boolean).join(" · "));
    write(this.parts.nature, data.nature);
    write(this.foot, [data.source, data.credit].filter(Boolean).join(" · "));
  }
}

function write(part, text) {
  if (part.textContent !== text) part.textContent = text;
}
