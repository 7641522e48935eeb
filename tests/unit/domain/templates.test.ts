import { expect, test } from "vitest";
import { boardTemplates } from "@/lib/contracts/board";
import { keyFromName, templates } from "@/lib/domain/templates";

test("the contract offers exactly these templates", () => {
  expect(Object.keys(templates).sort()).toEqual([...boardTemplates].sort());
});

test.each(Object.entries(templates))(
  "%s flows from backlog to done, and every limit names its columns",
  (_, template) => {
    const kinds = template.columns.map((column) => column.kind);
    expect([kinds[0], kinds.at(-1)]).toEqual(["backlog", "done"]);
    const names: string[] = template.columns.map((column) => column.name);
    expect(new Set(names).size).toBe(names.length);
    for (const limit of template.limits) expect(names).toEqual(expect.arrayContaining([...limit.columns]));
  },
);

test.each([
  ["Payments platform", "PP"],
  ["Support", "SUPP"],
  ["Équipe données", "ED"],
  ["2027 plans for the whole house", "PFTW"],
  ["看板", "BOARD"],
])("key of %s is %s", (name, key) => {
  expect(keyFromName(name)).toBe(key);
});
