import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { doorOf, routes } from "@/lib/server/routes";
import { projectRoot } from "../../support/postgres";

// Whatever comes in has a bound: a text its length, a list its number, a number its least and most. The inventory is
// every shape of `lib/contracts` that is named as a request, a query or a parameter, and every one of the API.

type Shape = z.core.$ZodType;
type Def = { type: string; [member: string]: unknown };

/** One text, number or list as JSON Schema says it. */
const said = (shape: Shape) => z.toJSONSchema(shape, { io: "input", unrepresentable: "any" });

const isBoundedText = (shape: Shape): boolean => {
  const { maxLength, format } = said(shape);
  return maxLength !== undefined || /^(uuid|date-time|date)$/.test(format ?? "");
};

const isBoundedNumber = (shape: Shape): boolean => {
  const { maximum, exclusiveMaximum, minimum, exclusiveMinimum } = said(shape);
  const most = maximum ?? exclusiveMaximum ?? Number.POSITIVE_INFINITY;
  const least = minimum ?? exclusiveMinimum ?? Number.NEGATIVE_INFINITY;
  return Number(most) < Number.MAX_SAFE_INTEGER && Number(least) > Number.MIN_SAFE_INTEGER;
};

/** The places of a shape at which something without a bound comes in. */
function findUnbounded(shape: Shape, path: string): string[] {
  const def = shape._zod.def as unknown as Def;
  const into = (inner: unknown, name = "") => findUnbounded(inner as Shape, path + name);
  switch (def.type) {
    case "string":
      return isBoundedText(shape) ? [] : [path];
    case "number":
      return isBoundedNumber(shape) ? [] : [path];
    case "array": {
      const isBounded = said(shape).maxItems !== undefined;
      return [...(isBounded ? [] : [path]), ...into(def.element, "[]")];
    }
    case "object":
      return Object.entries(def.shape as Record<string, Shape>).flatMap(([name, inner]) =>
        findUnbounded(inner, `${path}.${name}`),
      );
    case "union":
      return (def.options as Shape[]).flatMap((option) => into(option));
    case "record":
    case "any":
    case "unknown":
      return [path];
    case "pipe":
      // `stringbool` takes a handful of words alone.
      return (def.out as Shape)._zod.def.type === "boolean" ? [] : into(def.in);
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "catch":
    case "readonly":
      return into(def.innerType);
    case "enum":
    case "literal":
    case "boolean":
      return [];
    default:
      throw new Error(`${path}: a shape of type ${def.type} is not looked at.`);
  }
}

const incoming = /(Request|Query|Params|Options|Mapping|^newPerson)$/;

async function listShapes(): Promise<[string, Shape][]> {
  const folder = join(projectRoot, "lib/contracts");
  const named: [string, Shape][] = [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(".ts"))) {
    const all: Record<string, unknown> = await import(join(folder, file));
    for (const [name, value] of Object.entries(all))
      if (incoming.test(name) && value instanceof z.ZodType) named.push([`${file} ${name}`, value]);
  }
  for (const route of routes)
    for (const part of ["body", "query", "headers"] as const) {
      const shape = route[part];
      if (shape) named.push([`${doorOf(route)} ${part}`, shape]);
    }
  return named;
}

test("nothing comes in without a bound", async () => {
  const shapes = await listShapes();
  expect(shapes.length).toBeGreaterThan(60);
  expect(shapes.flatMap(([name, shape]) => findUnbounded(shape, name))).toEqual([]);
});

test("the walk finds what has none", () => {
  const open = z.strictObject({ text: z.string(), list: z.array(z.uuid()), count: z.number().int().min(0) });
  expect(findUnbounded(open, "")).toEqual([".text", ".list", ".count"]);
});
