// The entry that Streamlit calls: once when the map is mounted and again for every change of its data.
import { PlaceMap } from "./view.js";

const mounted = new WeakMap();

export default function placeMap({ data, parentElement, setTriggerValue }) {
  const map = mounted.get(parentElement) ?? new PlaceMap(parentElement);
  mounted.set(parentElement, map);
  map.update(data, {
    pick: (code) => setTriggerValue("picked", code),
    wantMonths: () => setTriggerValue("months", true),
    leave: () => setTriggerValue("left", true),
  });
  return () => {
    mounted.delete(parentElement);
    map.remove();
  };
}
