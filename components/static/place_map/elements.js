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

// Of a library that is no module: it joins what stands on the window, once for the page.
const scripts = new Map();

export function script(address) {
  if (!scripts.has(address)) scripts.set(address, fetchScript(address));
  return scripts.get(address);
}

function fetchScript(address) {
  const made = element("script", "");
  made.src = address;
  return new Promise((resolve, reject) => {
    made.addEventListener("load", resolve, { once: true });
    made.addEventListener("error", () => reject(new Error(`no script at ${address}`)), { once: true });
    document.head.append(made);
  });
}
