import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { seriesColour } from "@/components/reports/charts/colours";

const css = readFileSync("app/globals.css", "utf8");

/** Variables of a theme; the dark one stands on the light one. */
function readTheme(selector: string): Map<string, string> {
  const block = new RegExp(`^\\s*${selector} \\{([^}]*)\\}`, "m").exec(css)?.[1] ?? "";
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name ?? "", value ?? ""]),
  );
}

/** Of two colours in Oklab; half of it can just be seen. */
const minDistance = 0.035;

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

const toLinear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** In linear light. */
const toRgb = (value: string): Rgb =>
  value.startsWith("#") ? (fromHex(value).map(toLinear) as Rgb) : fromOklch(value);

function luminanceOf(value: string): number {
  const [red, green, blue] = toRgb(value);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Place of a colour in Oklab, where equal distances look equal. */
function toOklab([red, green, blue]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** What is seen without red or without green, by the matrices of Machado, Oliveira and Fernandes (2009). */
const eyes: Record<string, [Rgb, Rgb, Rgb]> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  "without red": [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  "without green": [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

function distance(one: string, other: string, eye: [Rgb, Rgb, Rgb]): number {
  const see = (value: string) => {
    const seen = toRgb(value);
    return toOklab(
      eye.map((row) => Math.max(0, row[0] * seen[0] + row[1] * seen[1] + row[2] * seen[2])) as Rgb,
    );
  };
  const [a, b] = [see(one), see(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
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
    for (let n = 1; n <= 41; n++) {
      expect(contrast(colourOf(`chart-${n}`), colourOf("card")), `chart-${n}`).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(Object.entries(eyes))("no two of 40 series look the same to %s eyes", (_name, eye) => {
    const names = Array.from({ length: 40 }, (_, index) => seriesColour(index));
    expect(new Set(names).size).toBe(40);
    const colours = names.map((name) => colourOf(name.slice("var(--".length, -1)));
    for (const [index, one] of colours.entries())
      for (const other of colours.slice(0, index))
        expect(distance(one, other, eye), `${one} ${other}`).toBeGreaterThanOrEqual(minDistance);
  });
});
