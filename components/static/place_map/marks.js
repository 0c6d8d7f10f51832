// Points over the places: in clusters that say how many they are, or as a cloud of heat.
import { element, script, styleSheet } from "./elements.js";

const RADIUS = 5;
const HEAT = { radius: 16, blur: 14, minOpacity: 0.35, maxZoom: 9 };

export class Marks {
  constructor(map, root) {
    this.map = map;
    this.root = root;
    // Over the places and the lakes, under the names; the places beneath still answer.
    map.createPane("marks").style.cssText = "z-index:430;pointer-events:none";
  }

  async update(marks) {
    const wanted = marks ? marks.kind + marks.points : "";
    if (wanted === this.known) return;
    this.known = wanted;
    if (marks) await this.fetch(marks);
    if (wanted !== this.known) return; // others are already on their way
    this.layer?.remove();
    this.layer = marks ? this.layerOf(marks).addTo(this.map) : undefined;
  }

  fetch({ scripts, styles }) {
    const sheets = styles.filter((address) => !this.root.querySelector(`link[href="${address}"]`)).map(styleSheet);
    this.root.prepend(...sheets.map(({ link }) => link));
    return Promise.all([...scripts.map(script), ...sheets.map(({ loaded }) => loaded)]);
  }

  layerOf(marks) {
    const points = places(marks);
    if (marks.kind === "heat") return window.L.heatLayer(points, { ...HEAT, pane: "marks", gradient: marks.heat });
    // A cluster is no stop of the Tab key: there may be hundreds, and the buttons enlarge the map as well.
    window.L.MarkerCluster.prototype.options = { ...window.L.MarkerCluster.prototype.options, keyboard: false };
    const group = window.L.markerClusterGroup({
      clusterPane: "clusters",
      animate: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
      showCoverageOnHover: false,
      iconCreateFunction: (cluster) => icon(cluster.getChildCount(), marks.colour),
    });
    if (!this.map.getPane("clusters")) this.map.createPane("clusters").style.zIndex = 470;
    const renderer = window.L.canvas({ pane: "marks" });
    const look = { radius: RADIUS, weight: 1, color: "#ffffff", fillColor: marks.colour, fillOpacity: 0.85 };
    const options = { ...look, pane: "marks", renderer, interactive: false };
    group.addLayers(points.map((point) => window.L.circleMarker(point, options)));
    return group;
  }
}

// Whole steps of a degree, four bytes each, as text.
function places({ points, steps }) {
  const bytes = Uint8Array.from(atob(points), (letter) => letter.charCodeAt(0));
  const numbers = new Int32Array(bytes.buffer);
  return Array.from({ length: numbers.length / 2 }, (_, at) => [numbers[2 * at] / steps, numbers[2 * at + 1] / steps]);
}

// One colour and a size by number: the usual green, yellow and red of clusters would judge.
function icon(count, colour) {
  const size = 22 + 7 * String(count).length;
  const html = element("span", "", String(count));
  html.style.background = colour;
  return window.L.divIcon({ className: "cluster", html, iconSize: [size, size] });
}
