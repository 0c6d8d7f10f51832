// One map on the page. It is opened once; every later change of data touches styles and texts only,
// so that centre and zoom stay where the reader put them and no layer is ever absent.
import { Controls } from "./controls.js";
import { element, styleSheet } from "./elements.js";
import { Fills, States } from "./fills.js";
import { Frames } from "./frames.js";
import { geometry } from "./geometry.js";
import { Ground } from "./ground.js";
import { Keyboard } from "./keyboard.js";
import { Labels } from "./labels.js";
import { Circles, Selection, Shapes } from "./layers.js";
import { Legend } from "./legend.js";
import { isDark } from "./looks.js";
import { Marks } from "./marks.js";
import { Panel } from "./panel.js";
import { Player } from "./player.js";
import { SharedView } from "./shared_view.js";

const isStill = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
// Leaflet ends a zoom by a timer of a quarter of a second, which remove() does not stop and which fails on a map
// that is gone.
const LONGER_THAN_A_ZOOM = 500;
// Where a searched town fills the middle of the view.
const CLOSE = 9;
const NEAREST = 11;
// Pixels left and right of the country, for names that reach beyond it.
const BESIDE = 18;
const isTouch = () => window.matchMedia("(pointer: coarse)").matches;

export class PlaceMap {
  constructor(root) {
    this.root = root;
    this.notice = element("p", "notice");
    this.notice.setAttribute("role", "status");
  }

  update(data, answers) {
    Object.assign(this, { data, ...answers });
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
    this.panel = new Panel();
    const stage = element("div", "stage");
    stage.append(this.panel.box, this.canvas, this.legend.box);
    this.frames = new Frames();
    this.player = new Player({
      show: () => this.repaint(),
      want: () => this.frames.areHere || this.wantMonths(),
      find: (name) => this.jump(name),
    });
    this.frame.append(stage, this.player.box, this.panel.foot);
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
    this.ground = new Ground(this.map);
    this.marks = new Marks(this.map, this.root);
    this.labels = new Labels(this.map);
    this.shapes = new Shapes(this.map, pick);
    this.circles = new Circles(this.map, pick);
    this.selection = new Selection(this.map);
    this.keyboard = new Keyboard(this.map, pick);
    this.sharedView = new SharedView(this.map);
    this.controls = new Controls(this.map, this.frame, () => this.leaveFocus());
    this.listen();
    this.goHome(false);
  }

  listen() {
    // The wheel scrolls the page until the reader has stepped into the map.
    this.canvas.addEventListener("focusin", () => this.map.scrollWheelZoom.enable());
    this.canvas.addEventListener("focusout", () => this.map.scrollWheelZoom.disable());
    this.map.on("zoomend", () => this.letFingersScroll());
    this.frame.addEventListener("fullscreenchange", () => this.labels.rescale(this.controls.isFull()));
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.canvas);
  }

  async draw() {
    const data = this.data;
    const addresses = [data.geometry, data.points, data.land, data.lakes, data.labels, data.outlines];
    const fetched = await Promise.all(addresses.map((address) => (address ? geometry(address) : null)));
    if (data !== this.data || this.isRemoved) return; // a newer one is already on its way
    const [shapes, points, land, lakes, labels, outlines] = fetched;
    this.points = points;
    this.notice.textContent = "";
    this.canvas.setAttribute("aria-label", data.name);
    this.controls.update(data.words);
    this.ground.load({ land, lakes, outlines, territory: data.territory });
    this.shapes.load(shapes);
    this.labels.load(labels);
    this.frames.update(data.frames, () => this.repaint());
    this.player.update(data, this.placeNames());
    this.repaint();
    // The words have their size now, and the country moves out from under them.
    if (this.home && this.isAtHome()) this.goHome(false);
    await this.marks.update(data.marks);
    this.selection.show(this.find(data.selected));
    this.keyboard.update(data.circles.length ? this.circles.byCode : this.shapes.byCode, data.selected);
    this.frame.dataset.state = "drawn";
    this.sharedView.update(data.sync);
    this.follow(data.focus);
  }

  // The whole period or the month that is chosen, with what the map says about itself.
  repaint() {
    const data = this.frames.shown(this.data, this.player.at);
    const states = new States(data);
    this.panel.update(data);
    this.fills.update(data.legend.classes.map(([colour]) => colour), data.plain);
    this.shapes.update(data, this.fills, states);
    this.circles.update(data, this.points, this.fills);
    // Light letters on a dark fill; on hatches dark ones, with a wide light edge.
    this.labels.update((code) => !states.of(code).isUnstable && isDark(this.fills.colourOf(states.of(code))));
    this.legend.update(data.legend, this.fills, this.present(data, states));
  }

  present(data, states) {
    const found = new Set();
    for (const code of this.shapes.byCode.keys()) {
      const { kind, isUnstable } = states.of(code);
      found.add(isUnstable ? "unstable" : kind);
    }
    for (const [, , , state] of data.circles) found.add(state);
    return found;
  }

  // Every name that can be searched: what the labels name, and places of the map that people know by name.
  placeNames() {
    const layers = this.data.isOverlay ? [] : [this.circles, this.shapes];
    const places = layers.flatMap((one) => [...one.byCode.keys()].map((code) => [one.nameIn(code, this.data.names), code]));
    this.known = new Map([...this.labels.spots(), ...places]);
    const names = [...this.known.keys()].sort((one, other) => one.localeCompare(other));
    const isSame = this.names && names.join() === this.names.join();
    if (!isSame) this.names = names;
    return this.names;
  }

  jump(name) {
    const found = this.known.get(name);
    if (Array.isArray(found)) return this.map.setView(found, Math.max(this.map.getZoom(), CLOSE), { animate: !isStill() });
    this.focus = found;
    this.goTo(found);
    this.pick(found);
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
    // With its neighbours around it; nearer than this the lines of the shapes are too coarse to be looked at.
    const padding = [this.canvas.clientWidth, this.canvas.clientHeight].map((size) => size * 0.1);
    this.map.fitBounds(bounds, { padding, maxZoom: NEAREST, animate: !isStill() });
  }

  leaveFocus() {
    this.focus = null;
    this.goTo(null);
    if (this.data.focus) this.leave();
  }

  goHome(animate) {
    if (!this.hasRoom()) return;
    const zoom = this.map.getBoundsZoom(this.data.bounds, false, window.L.point(2 * BESIDE, 12));
    const padding = { paddingTopLeft: [BESIDE + this.shift(zoom), 6], paddingBottomRight: [BESIDE, 6] };
    this.map.fitBounds(this.data.bounds, { ...padding, animate });
    // The ground has an end not far beyond.
    this.map.setMinZoom(zoom - 0.25);
    this.home = { zoom, centre: this.map.getCenter() };
    this.letFingersScroll();
  }

  // Where the words lie over the map, the country makes room for them as far as there is any.
  shift(zoom) {
    const [[south, west], [north, east]] = this.data.bounds;
    const across = this.map.project([north, east], zoom).x - this.map.project([south, west], zoom).x;
    const [free, box] = [this.canvas.clientWidth - across, this.panel.box];
    const isOver = getComputedStyle(box).position === "absolute" && box.offsetWidth;
    return isOver ? Math.max(0, Math.min(2 * (box.offsetLeft + box.offsetWidth + 8) - free, free - 24)) : 0;
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
    this.player?.stop();
    this.sizes?.disconnect();
    this.sharedView?.leave();
    setTimeout(() => this.map?.remove(), LONGER_THAN_A_ZOOM);
    this.root.replaceChildren();
  }
}
