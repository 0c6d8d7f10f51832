// Shapes and points are fetched once for each address and shared by all maps of the page.
const fetched = new Map();

export function geometry(address) {
  if (!fetched.has(address)) fetched.set(address, fetchJson(address));
  return fetched.get(address);
}

async function fetchJson(address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} at ${address}`);
    return await answer.json();
  } catch (error) {
    fetched.delete(address); // the next change of data tries again
    throw error;
  }
}
