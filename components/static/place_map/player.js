// The row under the map: play and stop, the month, and a search for a place. All of it works by keyboard.
import { element } from "./elements.js";

const MILLISECONDS_A_MONTH = 1200;
let made = 0;

export class Player {
  // ``show`` is called with the number of the month, 0 for the whole period; ``want`` when the first is asked for.
  constructor({ show, want, find }) {
    Object.assign(this, { show, want, find, at: 0 });
    this.box = element("div", "player");
    this.box.hidden = true; // until its parts have their words
    this.buildMonths();
    this.buildSearch();
    this.box.append(this.months, this.search);
  }

  buildMonths() {
    this.months = element("div", "months");
    this.button = element("button", "play");
    this.button.type = "button";
    this.slider = element("input", "");
    Object.assign(this.slider, { type: "range", min: 0, step: 1, value: 0 });
    this.said = element("output", "");
    this.months.append(this.button, this.slider, this.said);
    this.button.addEventListener("click", () => (this.timer ? this.stop() : this.play()));
    this.slider.addEventListener("input", () => {
      const at = Number(this.slider.value); // stopping puts the slider back to the month that is shown
      this.stop();
      this.go(at);
    });
  }

  buildSearch() {
    this.search = element("div", "search");
    this.field = element("input", "");
    this.list = element("datalist", "");
    this.list.id = `places-${++made}`;
    this.field.type = "search";
    this.field.setAttribute("list", this.list.id);
    this.answer = element("span", "answer");
    this.answer.setAttribute("role", "status");
    this.search.append(this.field, this.list, this.answer);
    this.field.addEventListener("change", () => this.look());
    this.field.addEventListener("keydown", (event) => {
      event.stopPropagation(); // the page has keys of its own
      if (event.key === "Enter") this.look();
    });
  }

  update({ words, frames: { labels } }, places) {
    Object.assign(this, { words, labels });
    this.box.hidden = false;
    this.months.hidden = labels.length === 0;
    this.slider.max = labels.length;
    this.slider.setAttribute("aria-label", words.month);
    this.field.placeholder = words.search;
    this.field.setAttribute("aria-label", words.search);
    if (this.at > labels.length) this.go(0);
    this.name();
    if (places === this.places) return;
    this.places = places;
    this.list.replaceChildren(...places.map((name) => Object.assign(element("option", ""), { value: name })));
  }

  name() {
    const label = this.at ? this.labels[this.at - 1] : this.words.whole_period;
    this.said.textContent = label;
    this.slider.value = this.at;
    this.slider.setAttribute("aria-valuetext", label);
    this.button.textContent = this.timer ? `■ ${this.words.stop}` : `▶ ${this.words.play_short}`;
    this.button.setAttribute("aria-label", this.timer ? this.words.stop : this.words.play);
  }

  // Nothing plays by itself; after the last month the whole period stands again.
  play() {
    this.timer = setInterval(() => this.step(), MILLISECONDS_A_MONTH);
    if (this.at === this.labels.length) this.at = 0;
    this.step();
  }

  step() {
    this.go((this.at + 1) % (this.labels.length + 1));
    if (this.at === 0) this.stop();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = undefined;
    if (this.words) this.name();
  }

  go(at) {
    this.at = at;
    if (at) this.want();
    this.name();
    this.show(at);
  }

  look() {
    const asked = this.field.value.trim().toLocaleLowerCase();
    if (!asked) return;
    const names = this.places.filter((one) => one.toLocaleLowerCase().startsWith(asked));
    const name = names.find((one) => one.toLocaleLowerCase() === asked) ?? names[0];
    this.answer.textContent = name ? "" : this.words.not_found;
    if (!name) return;
    this.field.value = name;
    this.find(name);
  }
}
