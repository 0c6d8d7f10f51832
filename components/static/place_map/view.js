// One map on the page. It is opened once; every later change of data touches styles and texts only,
// so that centre and zoom stay where the reader put them and no layer is ever absent.
import { Controls, Credit } from "./controls.js";
import { element, styleSheet } from "./elements.js";
import { Fills } from "./fills.js";
import { geometry } from "./geometry.js";
import { Keyboard } from "./keyboard.js";
import { Circles, Selection, Shapes } from "./layers.js";
import { Legend } from "./legend.js";
import { SharedView } from "./shared_view.js";

const isStill = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
// Leaflet ends a zoom by a timer of a quarter of a second, which remove() does not stop and which fails on a map
// that is gone.
const LONGER_THAN_A_ZOOM = 500;
const isTouch = () => window.matchMedia("(pointer: coarse)").matches;

export class PlaceMap {
  constructor(root) {
    this.root = root;
    this.notice = element("p", "notice");
    this.notice.setAttribute("role", "status");
  }

  update(data, pick) {
    this.data = data;
    this.pick = pick;
    this.opened ??= this.open(data);
    this.opened.then(() => this.draw()).catch((error) => this.fail(error));
  }

  async open({ styles, leaflet, geometry: address }) {
    const sheets = styles.map(styleSheet);
    this.root.replaceChildren(...sheets.map(({ link }) => link), this.notice);
    await Promise.all([import(leaflet), geometry(address), ...sheets.map(({ loaded }) => loaded)]);
    if (!this.isRemoved) this.build();
  }

  build() {
    this.frame = element("section", "place-map");
    this.canvas = element("div", "canvas");
    this.canvas.setAttribute("role", "region");
    this.legend = new Legend();
    const room = element("div", "room");
    room.append(this.canvas, this.legend.box);
    this.frame.append(room);
    this.frame.style.setProperty("--map-height", `${this.data.height}px`);
    this.root.append(this.frame);
    this.fills = new Fills(this.frame);
    this.startLeaflet();
  }

  startLeaflet() {
    const still = isStill();
    this.map = window.L.map(this.canvas, {
      attributionControl: false,
      zoomControl: false,
      zoomSnap: 0.05,
      zoomDelta: 0.5,
      maxZoom: 13,
      scrollWheelZoom: false,
      zoomAnimation: !still,
      fadeAnimation: !still,
      renderer: window.L.svg({ padding: 0.6 }),
    });
    // Leaflet focuses the map when the mouse goes down. If that scrolls the page, the mouse comes up over
    // another place and the click is lost.
    this.canvas.focus = (options) => HTMLElement.prototype.focus.call(this.canvas, { preventScroll: true, ...options });
    const pick = (code) => this.pick(code);
    this.shapes = new Shapes(this.map, pick);
    this.circles = new Circles(this.map, pick);
    this.selection = new Selection(this.map);
    this.keyboard = new Keyboard(this.map, pick);
    this.sharedView = new SharedView(this.map);
    this.controls = new Controls(this.map, this.frame, () => this.goTo(null));
    this.credit = new Credit(this.map);
    this.listen();
    this.goHome(false);
  }

  listen() {
    // The wheel scrolls the page until the reader has stepped into the map.
    this.canvas.addEventListener("focusin", () => this.map.scrollWheelZoom.enable());
    this.canvas.addEventListener("focusout", () => this.map.scrollWheelZoom.disable());
    this.map.on("zoomend", () => this.letFingersScroll());
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.canvas);
  }

  async draw() {
    const data = this.data;
    const points = data.points ? geometry(data.points) : null;
    const [shapes, places] = await Promise.all([geometry(data.geometry), points]);
    if (data !== this.data || this.isRemoved) return; // a newer one is already on its way
    this.notice.textContent = "";
    this.canvas.setAttribute("aria-label", data.name);
    this.controls.update(data.words);
    this.fills.update(data.legend.classes.map(([colour]) => colour), data.others);
    this.legend.update(data.legend, this.fills);
    this.shapes.load(shapes);
    this.shapes.update(data, this.fills);
    this.circles.update(data, places, this.fills);
    this.selection.show(this.find(data.selected));
    this.keyboard.update(data.circles.length ? this.circles.byCode : this.shapes.byCode, data.selected);
    this.credit.update(data.credit);
    this.frame.dataset.state = "drawn";
    this.sharedView.update(data.sync);
    this.follow(data.focus);
  }

  find(code) {
    return this.shapes.byCode.get(code) ?? this.circles.byCode.get(code);
  }

  // The view moves only when another place is asked for than the time before.
  follow(focus) {
    if (focus === (this.focus ?? null)) return;
    this.focus = focus;
    this.goTo(focus);
  }

  goTo(code) {
    const place = this.find(code);
    if (!place) return this.goHome(!isStill());
    const bounds = place.getBounds?.() ?? place.getLatLng().toBounds(60_000);
    this.map.fitBounds(bounds, { padding: [24, 24], animate: !isStill() });
  }

  goHome(animate) {
    if (!this.hasRoom()) return;
    this.map.fitBounds(this.data.bounds, { padding: [6, 6], animate });
    const zoom = this.map.getBoundsZoom(this.data.bounds, false, window.L.point(12, 12));
    this.map.setMinZoom(zoom - 1);
    this.home = { zoom, centre: window.L.latLngBounds(this.data.bounds).getCenter() };
    this.letFingersScroll();
  }

  hasRoom() {
    return this.canvas.clientWidth > 0 && this.canvas.clientHeight > 0;
  }

  isAtHome() {
    const distance = this.map.getCenter().distanceTo(this.home.centre);
    return this.map.getZoom() === this.home.zoom && distance < 30_000;
  }

  // A map in a closed tab has no size: it finds its view when it first gets room.
  resize() {
    if (!this.hasRoom()) return;
    const wasAtHome = !this.home || this.isAtHome();
    this.map.invalidateSize({ animate: false });
    if (wasAtHome) this.goHome(false);
  }

  // One finger scrolls the page while the whole country is in view, and moves the map once it is enlarged.
  letFingersScroll() {
    if (!isTouch() || !this.home) return;
    if (this.map.getZoom() > this.home.zoom) this.map.dragging.enable();
    else this.map.dragging.disable();
  }

  fail(error) {
    console.error("place map", error);
    if (!this.map) this.opened = undefined;
    this.notice.textContent = this.data.words.unavailable;
    if (!this.notice.isConnected) this.root.append(this.notice);
  }

  remove() {
    this.isRemoved = true;
    this.sizes?.disconnect();
    this.sharedView?.leave();
    setTimeout(() => this.map?.remove(), LONGER_THAN_A_ZOOM);
    this.root.replaceChildren();
  }
}
