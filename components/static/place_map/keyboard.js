// One stop of the Tab key for all places; arrows go to the nearest neighbour, Enter and Space pick.
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Keyboard {
  constructor(map, pick) {
    this.map = map;
    this.pick = pick;
    this.layers = [];
    map.getContainer().addEventListener("keydown", (event) => this.answer(event), true);
  }

  update(byCode, selected) {
    const layers = [...byCode.values()].filter((layer) => !layer.isQuiet);
    const current = byCode.get(selected) ?? this.current;
    this.current = layers.includes(current) ? current : layers[0];
    const kept = new Set(layers);
    for (const layer of this.layers) if (!kept.has(layer) && !layer.isQuiet) this.release(layer);
    this.layers = layers;
    for (const layer of layers) this.prepare(layer);
  }

  prepare(layer) {
    const path = layer.getElement();
    if (!path) return;
    path.setAttribute("role", "button");
    path.setAttribute("tabindex", layer === this.current ? "0" : "-1");
  }

  // It was a button on a map whose circles are the buttons now.
  release(layer) {
    const path = layer.getElement();
    path?.setAttribute("role", "img");
    path?.removeAttribute("tabindex");
  }

  answer(event) {
    const layer = this.layers.find((one) => one.getElement() === event.target);
    if (!layer) return;
    if (event.key === "Enter" || event.key === " ") this.pick(layer.placeCode);
    else if (event.key in DIRECTIONS) this.move(layer, DIRECTIONS[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  move(layer, direction) {
    const from = this.centre(layer);
    const others = this.layers.filter((one) => one !== layer);
    const near = others
      .map((one) => ({ one, cost: cost(from, this.centre(one), direction) }))
      .reduce((best, next) => (next.cost < best.cost ? next : best), { cost: Infinity });
    if (!near.one) return;
    this.current = near.one;
    for (const one of [layer, near.one]) this.prepare(one);
    near.one.getElement().focus({ preventScroll: true });
  }

  centre(layer) {
    return this.map.latLngToLayerPoint(layer.getLatLng?.() ?? layer.getBounds().getCenter());
  }
}

// The distance, with what lies aside counted three times; infinite for what lies behind.
function cost(from, to, [right, down]) {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const along = x * right + y * down;
  return along > 0 ? along + 3 * Math.abs(x * down - y * right) : Infinity;
}
