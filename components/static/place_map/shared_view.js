// Maps of one group show the same part of the country: who moves first moves the others.
const groups = new Map();

export class SharedView {
  constructor(map) {
    this.map = map;
    map.on("move", () => this.tellOthers());
  }

  update(name) {
    if (name === this.name) return;
    this.leave();
    this.name = name;
    if (!name) return;
    if (!groups.has(name)) groups.set(name, new Set());
    groups.get(name).add(this);
  }

  tellOthers() {
    if (this.isFollowing) return;
    for (const other of groups.get(this.name) ?? []) {
      if (other !== this) other.follow(this.map);
    }
  }

  follow(leader) {
    this.isFollowing = true;
    this.map.setView(leader.getCenter(), leader.getZoom(), { animate: false });
    this.isFollowing = false;
  }

  leave() {
    groups.get(this.name)?.delete(this);
  }
}
