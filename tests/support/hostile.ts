import { z } from "zod";

/** Texts that break what does not expect them. */
export const hostileTexts: string[] = [
  "",
  "\0",
  "a\ud83d b",
  "%ff",
  "../../../etc/passwd",
  "' OR 1=1; --",
  "__proto__",
  "0000-01-01",
  "0001-01-01T00:00:00Z",
  "-271821-04-20T00:00:00Z",
  "+275760-09-13T00:00:00Z",
  "9999-12-31",
  "2026-02-30",
  "2026-01-01T00:00:00Z_99999999999999999999",
  "2026-13-45T99:99:99Z_1",
  "0000-01-01T00:00:00Z_00000000-0000-0000-0000-000000000000",
  "9223372036854775808",
  "999999999999999999",
  "-1",
  "1e309",
  "NaN",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  `1,${"2,".repeat(300)}3`,
  "x".repeat(3_000),
  "🧑‍🧑‍🧒‍🧒".repeat(60),
  "\u202egnp.exe\u200b",
];

const deep = JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`);

/** Values that are not what a field of JSON is meant to hold. */
export const hostileValues: unknown[] = [
  ...hostileTexts,
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  1e308,
  [],
  [null],
  {},
  JSON.parse('{"__proto__": {"polluted": true}}'),
  deep,
];

/** Bodies that are no request at all. */
export const hostileBodies: (string | Uint8Array)[] = [
  "{",
  "null",
  "[]",
  '"text"',
  "1e999",
  '{"a":1e999,"a":{"a":[]}}',
  '{"__proto__":{"isOwner":true},"constructor":{"prototype":{"isOwner":true}}}',
  "[".repeat(50_000),
  `{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`,
  "\ufeff{}",
  new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
  new Uint8Array([0x1f, 0x8b, 0x08, 0x00, 0xff]),
];

/** Headers that programs and proxies send by mistake, and attackers on purpose. */
export const hostileHeaders: Record<string, string>[] = [
  { "Idempotency-Key": "" },
  { "Idempotency-Key": "x".repeat(5_000) },
  { "Idempotency-Key": "caf\u00e9 \u00ff" },
  { "Last-Event-ID": "99999999999999999999" },
  { "Last-Event-ID": "-1,,\u00ff" },
  { "If-None-Match": '*, W/"\u00ff", "' },
  { Range: "bytes=-1,5-2,999999999999999999999-" },
  { "X-Sluice-User": "nobody" },
  { "X-Sluice-Address": "127.0.0.1, evil" },
  { "X-Forwarded-For": ",,,\u00ff, 1.2.3.4:99999" },
  { "X-Forwarded-Host": "a.test, b.test" },
  { "X-Forwarded-Proto": "http, http" },
  { Cookie: "next-auth.session-token=%; __Secure-next-auth.session-token=a.b.c.d.e" },
  { Cookie: `next-auth.session-token=${"e".repeat(4_000)}` },
  { Authorization: "Bearer \u00ff" },
  { Authorization: `Bearer ${"a".repeat(6_000)}` },
  { Authorization: "Basic OjpbOl0=" },
  { "Content-Type": "multipart/form-data" },
  { "Content-Type": "application/json; charset=utf-7" },
  { "Content-Encoding": "gzip" },
  { "Accept-Language": "\u00ff".repeat(500) },
  { Accept: "text/x-component", RSC: "1", "Next-Router-State-Tree": "%ff%5B" },
  { RSC: "1", "Next-Router-Prefetch": "9", "Next-Url": "//evil.test" },
  { "Next-Action": "x".repeat(40) },
  { Cookie: "next-auth.callback-url=%ff; next-auth.csrf-token=a|b|c" },
  { Cookie: "next-auth.callback-url=nowhere" },
  { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
  { "x-nextjs-data": "1", "x-matched-path": "/account" },
];

/** One in so many of a list, others for each place: together the places see all of it. */
export function shareOf<T>(list: readonly T[], place: number, oneIn: number): T[] {
  return list.filter((_, index) => (index + place) % oneIn === 0);
}

/** A schema as JSON Schema says it, as far as it is read here. */
export type Json = {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Json[];
  items?: Json;
  properties?: Record<string, Json>;
  required?: string[];
  minimum?: number;
};

/** What a zod schema takes. */
export function toJson(schema: z.ZodType): Json {
  const { $defs = {}, ...json } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const shapes = $defs as Record<string, object>;
  // What has a name stands apart; here each is put where it is named.
  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== "object" || value === null) return value;
    const { $ref, ...rest } = value as { $ref?: string };
    const named = $ref === undefined ? {} : shapes[$ref.replace("#/$defs/", "")];
    return Object.fromEntries(Object.entries({ ...named, ...rest }).map(([key, one]) => [key, fill(one)]));
  };
  return fill(json) as Json;
}

/** Every place of an object at which something can be put, nested ones and first items of lists too. */
export function placesOf(json: Json, path: string[] = []): string[][] {
  const shapes = [json, ...(json.anyOf ?? [])];
  return shapes.flatMap((shape) => {
    const members = Object.entries(shape.properties ?? {}).flatMap(([name, member]) => [
      [...path, name],
      ...placesOf(member, [...path, name]),
    ]);
    const items = shape.items ? [[...path, "0"], ...placesOf(shape.items, [...path, "0"])] : [];
    return [...members, ...items];
  });
}

/** A value that a schema takes; `known` gives those that must name something there is, by the name of their field. */
export function sampleOf(json: Json, known: (name: string) => unknown, name = ""): unknown {
  const given = known(name);
  if (given !== undefined) return given;
  if (json.const !== undefined) return json.const;
  if (json.enum) return json.enum[0];
  if (json.anyOf) return sampleOf(json.anyOf[0] ?? {}, known, name);
  switch (json.type) {
    case "object":
      return Object.fromEntries(
        (json.required ?? []).map((key) => [key, sampleOf(json.properties?.[key] ?? {}, known, key)]),
      );
    case "array":
      return [sampleOf(json.items ?? {}, known, name)];
    case "integer":
    case "number":
      return Math.max(1, json.minimum ?? 1);
    case "boolean":
      return false;
    case "string":
      return /date/.test(json.format ?? "") ? "2026-03-10" : "Plain";
    default:
      return "Plain";
  }
}

/** A copy of an object with a value put at a place; what is on the way there is made. */
export function put(base: unknown, [name = "", ...rest]: readonly string[], value: unknown): unknown {
  const inner = (base as Record<string, unknown> | undefined)?.[name];
  const filled = rest.length === 0 ? value : put(inner, rest, value);
  if (name === "0") return [filled];
  return {
    ...(typeof base === "object" && base !== null && !Array.isArray(base) ? base : {}),
    [name]: filled,
  };
}
