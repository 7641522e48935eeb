/** Name of the typeface of the product, as its style sheets have it. */
export const typeface = "Inter Variable";

/** Whether a `unicode-range` of a style sheet holds a character of the text. Without a range, every character. */
export function coversAny(unicodeRange: string, text: string): boolean {
  if (unicodeRange.trim() === "") return true;
  const ranges = unicodeRange.split(",").map((part) => readRange(part.trim()));
  return [...text].some((character) => {
    const point = character.codePointAt(0) ?? 0;
    return ranges.some(([first, last]) => point >= first && point <= last);
  });
}

/** `U+26`, `U+0-7F` or `U+4??`, as first and last code point. */
function readRange(range: string): readonly [first: number, last: number] {
  const [first = "", last = first] = range.replace(/^u\+/i, "").split("-");
  return [Number.parseInt(first.replaceAll("?", "0"), 16), Number.parseInt(last.replaceAll("?", "f"), 16)];
}

function* fontFaces(rules: CSSRuleList): Generator<CSSFontFaceRule> {
  for (const rule of rules) {
    if (rule instanceof CSSFontFaceRule) yield rule;
    else if ("cssRules" in rule) yield* fontFaces(rule.cssRules as CSSRuleList);
  }
}

async function readAsDataUrl(address: string): Promise<string> {
  const blob = await (await fetch(address)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/**
 * Style rules that bring the product's typeface within themselves, of its files only those that the text needs. A
 * picture is looked at where that typeface is not installed, and is not allowed to fetch it. Empty where the files
 * cannot be had: then the picture falls back to a typeface of its reader.
 */
export async function embedTypeface(text: string): Promise<string> {
  const wanted = [...document.styleSheets].flatMap((sheet) =>
    [...fontFaces(sheet.cssRules)]
      .filter(({ style }) => style.getPropertyValue("font-family").replaceAll(/["']/g, "") === typeface)
      .filter(({ style }) => style.getPropertyValue("font-style") !== "italic")
      .filter(({ style }) => coversAny(style.getPropertyValue("unicode-range"), text))
      .map(({ style }) => ({
        weight: style.getPropertyValue("font-weight") || "400",
        address: new URL(
          /url\(["']?([^"')]+)/.exec(style.getPropertyValue("src"))?.[1] ?? "",
          sheet.href ?? location.href,
        ).href,
      })),
  );
  const faces = wanted.map(async ({ weight, address }) => {
    const data = await readAsDataUrl(address);
    return `@font-face{font-family:"${typeface}";font-weight:${weight};src:url(${data}) format("woff2")}`;
  });
  return (await Promise.all(faces).catch(() => [])).join("");
}
