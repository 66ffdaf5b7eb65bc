// Copies the page's address, and draws each chart of the page as a picture that says what it shows.
// Everything that comes in `data` is text: it is put into the page and the picture as text only.
const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 24;

function button(label, act, name) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  if (name) made.setAttribute("aria-label", name);
  made.onclick = act;
  return made;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Plain http has no clipboard of its own: the old way needs a field on the page.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
  return true;
}

function here() {
  const address = new URL(window.location.href);
  for (const name of ["embed", "embed_options"]) address.searchParams.delete(name);
  return address.href;
}

function lines(text, width, font) {
  const measure = document.createElement("canvas").getContext("2d");
  measure.font = font;
  const found = [""];
  for (const word of text.split(/\s+/)) {
    const longer = (found[found.length - 1] + " " + word).trim();
    if (measure.measureText(longer).width > width && found[found.length - 1]) found.push(word);
    else found[found.length - 1] = longer;
  }
  return found.filter(Boolean);
}

function node(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

// Text under text: returns the height after the last line.
function write(picture, text, top, size, colour, family, weight) {
  const width = +picture.getAttribute("width") - 2 * MARGIN;
  for (const line of lines(text, width, `${weight} ${size}px ${family}`)) {
    top += size * 1.35;
    picture.append(node("text", {
      x: MARGIN, y: top, fill: colour, "font-family": family, "font-size": size, "font-weight": weight,
    }, line));
  }
  return top;
}

function uses(drawn, colour) {
  const [r, g, b] = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
  return drawn.includes(`rgb(${r}, ${g}, ${b})`) || drawn.toLowerCase().includes(colour.toLowerCase());
}

function key(picture, legend, top, data) {
  const width = +picture.getAttribute("width") - MARGIN;
  const measure = document.createElement("canvas").getContext("2d");
  measure.font = "14px Helvetica, Arial, sans-serif";
  let left = MARGIN;
  top += 24;
  for (const item of legend) {
    const long = 20 + measure.measureText(item.label).width + 22;
    if (left + long > width && left > MARGIN) { left = MARGIN; top += 22; }
    picture.append(node("rect", {
      x: left, y: top - 11, width: 12, height: 12, fill: item.colour, stroke: data.soft, "stroke-width": 0.6,
    }));
    picture.append(node("text", {
      x: left + 19, y: top, fill: data.ink, "font-family": "Helvetica, Arial, sans-serif", "font-size": 14,
    }, item.label));
    left += long;
  }
  return top + 12;
}

function layers(chart) {
  const box = chart.getBoundingClientRect();
  const found = [];
  for (const layer of chart.querySelectorAll(".main-svg, .gl-container canvas")) {
    const at = layer.getBoundingClientRect();
    if (!at.width || !at.height) continue;
    const place = {x: at.x - box.x, y: at.y - box.y, width: at.width, height: at.height};
    let made;
    if (layer.tagName.toLowerCase() === "canvas") {
      made = node("image", {...place, href: layer.toDataURL()});
    } else {
      made = layer.cloneNode(true);
      made.querySelectorAll(".hoverlayer, .select-outline").forEach(part => part.remove());
      for (const [name, value] of Object.entries(place)) made.setAttribute(name, value);
      made.removeAttribute("style");
    }
    found.push(made);
  }
  return {found, width: box.width, height: box.height};
}

function picture(chart, one, data) {
  const {found, width, height} = layers(chart);
  const wide = Math.max(width, 560) + 2 * MARGIN;
  const made = node("svg", {xmlns: SVG, width: wide, height: 100});
  made.append(node("rect", {x: 0, y: 0, width: "100%", height: "100%", fill: data.paper}));
  // A picture stands alone: it cannot ask for the page's own fonts.
  const serif = "Georgia, serif", sans = "Helvetica, Arial, sans-serif";
  const title = document.querySelector("[data-testid=stMain] h1")?.innerText || data.page;
  let top = write(made, title, MARGIN - 8, 24, data.ink, serif, 700);
  for (const line of data.lines) top = write(made, line, top + 3, 14, data.soft, sans, 400);
  const drawn = found.map(layer => new XMLSerializer().serializeToString(layer)).join("");
  const legend = [...data.legend.filter(item => uses(drawn, item.colour)), ...one.legend];
  if (legend.length) top = key(made, legend, top, data);
  const whole = node("g", {transform: `translate(${MARGIN}, ${top + 12})`});
  whole.append(...found);
  made.append(whole);
  top = write(made, one.said, top + 12 + height, 14, data.ink, sans, 400);
  top = write(made, `${data.foot} ${here()}`, top + 4, 12, data.soft, sans, 400);
  made.setAttribute("height", top + MARGIN);
  return made;
}

function keep(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function save(one, form, data, say) {
  const chart = document.querySelector(`.st-key-${CSS.escape(one.key)} .js-plotly-plot`);
  if (!chart) return say("The chart is not drawn yet: wait a moment.");
  const made = picture(chart, one, data);
  const vector = new Blob([new XMLSerializer().serializeToString(made)], {type: "image/svg+xml"});
  const name = `${data.file}-${one.key}.${form}`;
  if (form === "svg") { keep(vector, name); return say("Saved as SVG."); }
  const image = new Image();
  const address = URL.createObjectURL(vector);
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = 2 * made.getAttribute("width");
    canvas.height = 2 * made.getAttribute("height");
    const pen = canvas.getContext("2d");
    pen.scale(2, 2);
    pen.drawImage(image, 0, 0);
    URL.revokeObjectURL(address);
    canvas.toBlob(blob => { keep(blob, name); say("Saved as PNG."); }, "image/png");
  };
  image.onerror = () => say("This browser could not draw the picture: take the SVG.");
  image.src = address;
}

export default function ({data, parentElement}) {
  const root = parentElement.querySelector("#share");
  const status = parentElement.querySelector("#status");
  const say = text => { status.textContent = text; };
  const row = (label, ...buttons) => {
    const made = document.createElement("div");
    const name = document.createElement("span");
    name.textContent = label;
    made.append(name, ...buttons);
    return made;
  };
  const copy = async () => {
    say(await copied(here()) ? "The address is copied." : "Copy the address from the browser's bar.");
  };
  const rows = [row("The address of this view", button("Copy link", copy))];
  for (const one of data.charts) {
    rows.push(row(
      one.name,
      button("PNG", () => save(one, "png", data, say), `${one.name} as PNG`),
      button("SVG", () => save(one, "svg", data, say), `${one.name} as SVG`),
    ));
  }
  root.replaceChildren(...rows);
}
