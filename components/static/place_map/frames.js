// The months of the map: unpacked once, then each is laid over what the server sent for the whole period.
export class Frames {
  // Sets the months anew when the server sent others; ``changed`` is called when they are at hand.
  update(frames, changed) {
    const isOther = frames.packed !== this.packed;
    Object.assign(this, { packed: frames.packed, labels: frames.labels, title: frames.title });
    if (!isOther) return;
    this.months = undefined;
    if (frames.packed) this.load(frames.packed, changed);
  }

  async load(packed, changed) {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    const months = await new Response(stream).json();
    if (packed !== this.packed) return;
    this.months = months;
    changed();
  }

  get areHere() {
    return Boolean(this.months);
  }

  // What is drawn: the whole period for 0, else the month.
  shown(data, at) {
    const month = at ? this.months?.[at - 1] : undefined;
    return month ? { ...data, ...month, period: this.labels[at - 1], title: this.title || data.title } : data;
  }
}
