import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync("app/globals.css", "utf8");

/** Variables of a theme; the dark one stands on the light one. */
function readTheme(selector: string): Map<string, string> {
  const block = new RegExp(`^\\s*${selector} \\{([^}]*)\\}`, "m").exec(css)?.[1] ?? "";
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name ?? "", value ?? ""]),
  );
}

type Rgb = [number, number, number];

const fromHex = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as Rgb;

/** Oklch to sRGB by Ottosson's matrices, in linear light. */
function fromOklch(text: string): Rgb {
  const [lightness = 0, chroma = 0, hue = 0] = [...text.matchAll(/[\d.]+/g)].map(Number);
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function luminanceOf(value: string): number {
  const toLinear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const [red, green, blue] = value.startsWith("#") ? (fromHex(value).map(toLinear) as Rgb) : fromOklch(value);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast by WCAG 2: 1 to 21. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const light = readTheme(":root");
const themes = { light, dark: new Map([...light, ...readTheme("\\.dark")]) };

describe.each(Object.entries(themes))("%s", (_, theme) => {
  const colourOf = (name: string): string => {
    const value = theme.get(name) ?? "";
    const alias = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
    return alias ? colourOf(alias) : value;
  };

  test.each(["foreground", "muted-foreground", "primary", "danger", "warning", "success"])(
    "%s can be read",
    (name) => {
      for (const ground of ["background", "card", "popover", "column", "muted", "surface"]) {
        expect(contrast(colourOf(name), colourOf(ground)), `${name} on ${ground}`).toBeGreaterThanOrEqual(
          4.5,
        );
      }
    },
  );

  test("every colour of a chart stands out from the card that it is drawn on", () => {
    for (let n = 1; n <= 8; n++) {
      expect(contrast(colourOf(`chart-${n}`), colourOf("card")), `chart-${n}`).toBeGreaterThanOrEqual(3);
    }
  });

  test("no two colours of a chart are the same", () => {
    const colours = Array.from({ length: 8 }, (_, index) => colourOf(`chart-${index + 1}`));
    expect(new Set(colours).size).toBe(8);
  });
});
