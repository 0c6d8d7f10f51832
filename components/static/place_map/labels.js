// Names on the map. The server has worked out from which zoom on each has room, so that none covers another.
import { element } from "./elements.js";

// How much larger names are when the map fills a wall: names twice as large have the room of one zoom less.
const ON_A_WALL = 1.35;

export class Labels {
  constructor(map) {
    this.map = map;
    this.shown = new Map();
    map.createPane("labels").style.cssText = "z-index:460;pointer-events:none";
    map.on("moveend", () => this.show());
  }

  load(rows) {
    if (rows === this.rows) return;
    for (const marker of this.shown.values()) marker.remove();
    this.shown.clear();
    this.rows = rows;
    this.show();
  }

  // Dark fills want light letters.
  update(isDark) {
    this.isDark = isDark;
    for (const [row, marker] of this.shown) this.paint(row, marker);
  }

  rescale(isFull) {
    this.scale = isFull ? ON_A_WALL : 1;
    this.map.getPane("labels").style.setProperty("--scale", this.scale);
    this.show();
  }

  show() {
    // Zooms are steps of a twentieth, which binary numbers miss.
    const zoom = this.map.getZoom() + 0.01 - Math.log2(this.scale ?? 1);
    const view = this.map.getBounds().pad(0.2);
    for (const row of this.rows ?? []) {
      const [, , longitude, latitude, , from] = row;
      const isSeen = from <= zoom && view.contains([latitude, longitude]);
      if (isSeen && !this.shown.has(row)) this.shown.set(row, this.put(row));
      if (!isSeen && this.shown.has(row)) this.take(row);
    }
    this.hideCut();
  }

  // Half a name at the edge of the map is none.
  hideCut() {
    const { left, right } = this.map.getContainer().getBoundingClientRect();
    for (const marker of this.shown.values()) {
      const name = marker.getElement();
      const box = name.firstChild.getBoundingClientRect();
      name.classList.toggle("cut", box.left < left || box.right > right);
    }
  }

  // Name and place of each town and lake, for the search.
  spots() {
    const named = (this.rows ?? []).filter(([kind]) => kind !== "county" && kind !== "territory");
    return named.map(([, name, longitude, latitude]) => [name, [latitude, longitude]]);
  }

  put(row) {
    const [kind, name, longitude, latitude, side] = row;
    const html = element("span", "", name);
    const sides = { "-1": "left", 0: "middle", 1: "right" };
    const icon = window.L.divIcon({ className: `map-name ${kind} ${sides[side]}`, html, iconSize: [0, 0] });
    const options = { icon, pane: "labels", interactive: false, keyboard: false };
    const marker = window.L.marker([latitude, longitude], options).addTo(this.map);
    marker.getElement().setAttribute("aria-hidden", "true");
    this.paint(row, marker);
    return marker;
  }

  paint([kind, , , , , , code], marker) {
    marker.getElement().classList.toggle("on-dark", kind === "county" && Boolean(this.isDark?.(code)));
  }

  take(row) {
    this.shown.get(row).remove();
    this.shown.delete(row);
  }
}
