// Small makers of elements. Text goes in as text alone, never as markup.
const SVG = "http://www.w3.org/2000/svg";

export function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

export function drawing(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

export function styleSheet(address) {
  const link = element("link", "");
  link.rel = "stylesheet";
  link.href = address;
  const loaded = new Promise((resolve, reject) => {
    link.addEventListener("load", resolve, { once: true });
    link.addEventListener("error", () => reject(new Error(`no style at ${address}`)), { once: true });
  });
  return { link, loaded };
}
