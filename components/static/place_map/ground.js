// What lies around the places and in them: land and its borders under them, lakes and the country's outline over them.
import { looks } from "./looks.js";

const LAST_OUTLINE = 9;
const ORDER = { land: 250, outlines: 260, lakes: 410, outline: 420 };

export class Ground {
  constructor(map) {
    this.map = map;
    this.layers = [];
    map.getContainer().style.background = looks.ground.sea;
    map.on("zoomend", () => this.hideOutline());
  }

  // Close by, the country's own line and those of its counties are seen to be two.
  hideOutline() {
    const pane = this.map.getPane("outline");
    if (pane) pane.style.display = this.map.getZoom() < LAST_OUTLINE ? "" : "none";
  }

  load({ land, lakes, outlines, territory }) {
    if (land === this.land && lakes === this.lakes && outlines === this.outlines) return;
    Object.assign(this, { land, lakes, outlines });
    for (const layer of this.layers) layer.remove();
    this.layers = [];
    const { border, lake, outline, own, shore, land: around } = looks.ground;
    const isOwn = ({ properties }) => properties.territory === territory;
    const ground = (one) => ({ color: border, weight: 0.8, fillColor: isOwn(one) ? own : around, fillOpacity: 1 });
    if (land) this.add("land", land, ground);
    if (outlines) this.add("outlines", outlines, { color: shore, weight: 1, fill: false });
    if (lakes) this.add("lakes", lakes, { color: shore, weight: 0.6, fillColor: lake, fillOpacity: 1 });
    if (land) this.add("outline", land, { color: outline, weight: 1.4, fill: false }, isOwn);
  }

  add(name, collection, style, filter) {
    if (!this.map.getPane(name)) this.map.createPane(name).style.zIndex = ORDER[name];
    const renderer = window.L.svg({ pane: name, padding: 0.6 });
    const options = { interactive: false, pane: name, renderer, style, filter };
    this.layers.push(window.L.geoJSON(collection, options).addTo(this.map));
  }
}
