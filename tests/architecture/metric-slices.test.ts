import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reportNames, reports } from "@/components/reports/metrics";
import { metricNames, metrics } from "@/lib/server/metrics";
import { projectRoot } from "../support/postgres";

const isThere = (path: string) => existsSync(join(projectRoot, path));

const pieces = (name: string) => [
  `lib/flow/metrics/${name}.ts`,
  `lib/contracts/metrics/${name}.ts`,
  `lib/server/metrics/${name}.ts`,
  `components/reports/metrics/${name}`,
  `tests/unit/flow/${name}.test.ts`,
];

/** The metrics that the reports of the page ask for. */
function listAsked(): Set<string> {
  const asked = new Set<string>();
  for (const name of reportNames)
    reports[name].ask(({ name: metric }) => {
      asked.add(metric);
      return new Promise(() => {});
    });
  return asked;
}

test.each(metricNames)("%s stands in files of its own, under one name", (name) => {
  expect(metrics[name].contract.name).toBe(name);
  expect(pieces(name).filter((path) => !isThere(path))).toEqual([]);
});

test("whatever metric has a report is on the page, and nothing else is asked for", () => {
  const withReport = metricNames.filter((name) => isThere(`components/reports/metrics/${name}/report.tsx`));
  expect([...listAsked()].toSorted()).toEqual(withReport.toSorted());
});
