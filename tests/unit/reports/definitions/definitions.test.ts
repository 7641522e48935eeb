import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { definitions } from "@/components/reports/metrics/definitions";

const sources = ["components", "app"].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(room, name), "utf8")),
);

describe("definitions", () => {
  it("have an anchor each, and an example to redo", () => {
    expect(new Set(definitions.map(({ id }) => id)).size).toBe(definitions.length);
    for (const { id, examples } of definitions)
      expect(examples.map(({ words }) => words).join(" "), id).toMatch(/\d/);
  });

  it("are there for every link to them", () => {
    const linked = sources.flatMap((source) =>
      [...source.matchAll(/\/definitions#([\w-]+)/g)].map(([, anchor]) => anchor),
    );
    expect(linked.length).toBeGreaterThan(4);
    const known = definitions.map(({ id }) => id);
    for (const anchor of linked) expect(known).toContain(anchor);
  });
});
