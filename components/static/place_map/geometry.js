// Shapes and points are fetched once for each address and shared by all maps of the page.
import { features, isTopology } from "./topology.js";

const fetched = new Map();

export function geometry(address) {
  if (!fetched.has(address)) fetched.set(address, fetchJson(address));
  return fetched.get(address);
}

async function fetchJson(address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} at ${address}`);
    const content = await answer.json();
    return isTopology(content) ? features(content) : content;
  } catch (error) {
    fetched.delete(address); // the next change of data tries again
    throw error;
  }
}
