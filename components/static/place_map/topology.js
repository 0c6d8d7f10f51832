// TopoJSON as GeoJSON: areas whose common lines are written once.
export const isTopology = (content) => content?.type === "Topology";

// All layers of a topology as one collection.
export function features(topology) {
  const arcs = topology.arcs.map((arc) => absolute(arc, topology.transform));
  const found = Object.values(topology.objects).flatMap((layer) => layer.geometries);
  return { type: "FeatureCollection", features: found.map((one) => feature(one, arcs)) };
}

function absolute(arc, { scale, translate }) {
  let [x, y] = [0, 0];
  return arc.map(([right, up]) => {
    [x, y] = [x + right, y + up];
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

function feature({ type, id, properties = {}, arcs: numbers }, arcs) {
  const part = (rings) => rings.map((ring) => joined(ring, arcs));
  const coordinates = type === "MultiPolygon" ? numbers.map(part) : part(numbers);
  return { type: "Feature", id, properties, geometry: { type, coordinates } };
}

// A negative number is an arc walked backwards; the corner where two arcs meet stands once.
function joined(ring, arcs) {
  return ring.flatMap((number, at) => {
    const arc = number < 0 ? [...arcs[~number]].reverse() : arcs[number];
    return at ? arc.slice(1) : arc;
  });
}
