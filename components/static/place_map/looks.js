// The colours and patterns that the map on the screen and the picture of it share: looks.json.
const answer = await fetch(new URL("looks.json", import.meta.url));
if (!answer.ok) throw new Error(`${answer.status} at ${answer.url}`);
export const looks = await answer.json();

export function isDark(colour) {
  const [red, green, blue] = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 140;
}
