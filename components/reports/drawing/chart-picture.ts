import { downloadFile } from "@/lib/client/download/download-file";
import { cutText } from "@/lib/domain/text";
import { embedTypeface, typeface } from "./picture-font";
import { wrapWords } from "./wrap-words";

/** What is written above a chart in its picture. */
export type PictureWords = { title: string; lines: readonly string[] };

const svgSpace = "http://www.w3.org/2000/svg";
const fontFamily = `"${typeface}", system-ui, sans-serif`;
const padding = 20;
const titleSize = 17;
const textSize = 12;
const lineHeight = 18;
/** Pixels of the PNG per pixel on the screen, so that it stays sharp on paper. */
const pngScale = 2;

/** What of a shape's look comes from style sheets and must be written into the file. */
const looks = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "opacity",
  "visibility",
  "font-size",
  "font-weight",
  "text-anchor",
] as const;

/** What only the page needs: its styles, ways to point and to hear, and addresses that lead nowhere outside it. */
const attributesLeftOut = ["class", "style", "tabindex", "role", "href"];

type Pen = CanvasRenderingContext2D;

function createPen(): Pen {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("This browser cannot draw.");
  return pen;
}

/** Any colour of a style sheet in the form that every viewer of SVG reads. */
function plainColour(pen: Pen, colour: string): string {
  if (!/^(oklch|oklab|lab|lch|color)\(/.test(colour)) return colour;
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = pen.getImageData(0, 0, 1, 1).data;
  return alpha === 255 ? `rgb(${red},${green},${blue})` : `rgba(${red},${green},${blue},${alpha / 255})`;
}

function copyWithLooks(chart: SVGElement, pen: Pen): SVGElement {
  const copy = chart.cloneNode(true) as SVGElement;
  const originals = [chart, ...chart.querySelectorAll<SVGElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  originals.forEach((original, index) => {
    const target = copies[index];
    if (!target || original.closest("defs")) return;
    const computed = getComputedStyle(original);
    for (const look of looks) {
      const value = computed.getPropertyValue(look);
      if (value) target.setAttribute(look, plainColour(pen, value));
    }
    for (const name of attributesLeftOut) target.removeAttribute(name);
  });
  return copy;
}

function add(
  parent: Element,
  name: string,
  attributes: Record<string, string | number>,
  text?: string,
): Element {
  const element = document.createElementNS(svgSpace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

type Key = { mark: Element; name: string };

/** The series and their names: every mark beside the chart, a patch of colour or a small drawing. */
function readKeys(block: Element): Key[] {
  const marks = block.querySelectorAll(
    "[data-picture=legend] :is([style*=background-color], li > svg[aria-hidden], button > svg[aria-hidden])",
  );
  return [...marks].map((mark) => ({ mark, name: mark.parentElement?.textContent?.trim() ?? "" }));
}

function drawMark(root: Element, mark: Element, x: number, y: number, pen: Pen): void {
  if (!(mark instanceof SVGElement)) {
    const fill = plainColour(pen, getComputedStyle(mark).backgroundColor);
    add(root, "rect", { x, y: y - 9, width: 10, height: 10, rx: 2, fill });
    return;
  }
  const copy = copyWithLooks(mark, pen);
  for (const [name, value] of Object.entries({ x, y: y - 10, width: 12, height: 12 }))
    copy.setAttribute(name, String(value));
  root.append(copy);
}

/** As much of a text as fits into a width. */
function clip(text: string, width: number, pen: Pen): string {
  if (pen.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && pen.measureText(`${cutText(text, end)}…`).width > width) end--;
  return `${cutText(text, end)}…`;
}

/** Writes the keys in rows below `top`; gives the height that they take. */
function drawKeys(
  root: Element,
  keys: readonly Key[],
  place: { top: number; width: number; colour: string },
  pen: Pen,
): number {
  if (keys.length === 0) return 0;
  const room = place.width - 2 * padding;
  let x = padding;
  let y = place.top + lineHeight;
  for (const { mark, name } of keys) {
    const text = clip(name, room - 16, pen);
    const needed = 16 + pen.measureText(text).width;
    if (x > padding && x + needed > place.width - padding) {
      x = padding;
      y += lineHeight;
    }
    drawMark(root, mark, x, y, pen);
    add(root, "text", { x: x + 16, y, "font-size": textSize, fill: place.colour }, text);
    x += needed + 18;
  }
  return y - place.top + 6;
}

/** Writes the title and the lines under it; gives the height that they take. */
function drawHead(root: Element, words: PictureWords, width: number, colour: string, pen: Pen): number {
  let y = padding + titleSize;
  add(root, "text", { x: padding, y, "font-size": titleSize, "font-weight": 600, fill: colour }, words.title);
  y += 4;
  for (const text of words.lines) {
    for (const line of wrapWords(text, width - 2 * padding, (part) => pen.measureText(part).width)) {
      y += lineHeight;
      add(root, "text", { x: padding, y, "font-size": textSize, fill: colour, "fill-opacity": 0.8 }, line);
    }
  }
  return y + padding / 2;
}

/**
 * The charts within a block of the page as one SVG that stands for itself: ground as shown, title, lines of words,
 * charts, and the keys of its series. Null where the block has no chart.
 */
function drawPicture(block: Element, words: PictureWords): SVGElement | null {
  const charts = [...block.querySelectorAll<SVGElement>(".recharts-wrapper > svg")];
  if (charts.length === 0) return null;
  const boxes = charts.map((chart) => chart.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const width = Math.ceil(Math.max(...boxes.map((box) => box.right)) - left) + 2 * padding;
  const pen = createPen();
  pen.font = `${textSize}px ${fontFamily}`;
  const shown = getComputedStyle(block);
  const colour = plainColour(pen, shown.color);
  const root = document.createElementNS(svgSpace, "svg");
  add(root, "rect", { width: "100%", height: "100%", fill: plainColour(pen, shown.backgroundColor) });
  const headHeight = drawHead(root, words, width, colour, pen);
  charts.forEach((chart, index) => {
    const copy = copyWithLooks(chart, pen);
    copy.setAttribute("x", String(padding + (boxes[index]?.left ?? left) - left));
    copy.setAttribute("y", String(headHeight + (boxes[index]?.top ?? top) - top));
    root.append(copy);
  });
  const below = headHeight + Math.max(...boxes.map((box) => box.bottom)) - top;
  const height = Math.ceil(
    below + drawKeys(root, readKeys(block), { top: below, width, colour }, pen) + padding,
  );
  root.setAttribute("font-family", fontFamily);
  root.setAttribute("width", String(width));
  root.setAttribute("height", String(height));
  root.setAttribute("viewBox", `0 0 ${width} ${height}`);
  return root;
}

async function toPng(picture: SVGElement, text: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Number(picture.getAttribute("width")) * pngScale;
  canvas.height = Number(picture.getAttribute("height")) * pngScale;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("This browser cannot draw.");
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("No picture came out."))), "image/png"),
  );
}

/** Hands the charts within a block of the page to the reader as a picture. False where the block has none. */
export async function downloadPicture(
  block: Element,
  words: PictureWords,
  fileName: string,
  format: "svg" | "png",
): Promise<boolean> {
  const picture = drawPicture(block, words);
  if (!picture) return false;
  const face = document.createElementNS(svgSpace, "style");
  face.textContent = await embedTypeface(picture.textContent ?? "");
  picture.prepend(face);
  const text = new XMLSerializer().serializeToString(picture);
  const blob = format === "svg" ? new Blob([text], { type: "image/svg+xml" }) : await toPng(picture, text);
  downloadFile(`${fileName}.${format}`, blob);
  return true;
}
