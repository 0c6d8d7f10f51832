// Buttons on the map: nearer, farther, whole country, full screen; and the scale.
import { drawing, element } from "./elements.js";

// Drawn, since not every machine has the letters for these signs.
const HOUSE = "M3 10 L10 3.5 L17 10 M5.5 8.5 V16.5 H14.5 V8.5";
const CORNERS = "M3 7 V3 H7 M13 3 H17 V7 M17 13 V17 H13 M7 17 H3 V13";

export class Controls {
  constructor(map, frame, goHome) {
    window.L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    this.map = map;
    this.frame = frame;
    this.goHome = goHome;
    this.shown = [];
    frame.addEventListener("fullscreenchange", () => this.nameFullScreen());
  }

  // The buttons are made anew when the reader changes the language.
  update(words) {
    if (JSON.stringify(words) === this.known) return;
    this.known = JSON.stringify(words);
    this.words = words;
    for (const control of this.shown) control.remove();
    const zoom = window.L.control.zoom({ position: "topright", zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out });
    const bar = window.L.control({ position: "topright" });
    bar.onAdd = () => this.bar();
    this.shown = [zoom, bar];
    for (const control of this.shown) control.addTo(this.map);
  }

  bar() {
    const box = element("div", "leaflet-bar");
    box.append(button(this.words.whole, HOUSE, this.goHome));
    if (this.frame.requestFullscreen) {
      this.fullScreen = button("", CORNERS, () => this.switchFullScreen());
      this.nameFullScreen();
      box.append(this.fullScreen);
    }
    return box;
  }

  isFull() {
    return this.frame.getRootNode().fullscreenElement === this.frame;
  }

  switchFullScreen() {
    return this.isFull() ? document.exitFullscreen() : this.frame.requestFullscreen();
  }

  nameFullScreen() {
    if (this.fullScreen) label(this.fullScreen, this.isFull() ? this.words.leave_full_screen : this.words.full_screen);
  }
}

function button(text, lines, act) {
  const made = element("a", "place-map-button");
  made.append(sign(lines));
  made.href = "#";
  made.setAttribute("role", "button");
  label(made, text);
  made.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  made.addEventListener("dblclick", (event) => event.stopPropagation());
  return made;
}

function sign(lines) {
  const picture = drawing("svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true" });
  const look = { fill: "none", stroke: "currentColor", "stroke-width": 2 };
  picture.append(drawing("path", { d: lines, ...look }));
  return picture;
}

function label(made, text) {
  made.title = text;
  made.setAttribute("aria-label", text);
}
