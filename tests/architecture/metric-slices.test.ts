import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { metricNames, metrics } from "@/lib/server/metrics";
import { projectRoot } from "../support/postgres";

const pieces = (name: string) => [
  `lib/flow/metrics/${name}.ts`,
  `lib/contracts/metrics/${name}.ts`,
  `lib/server/metrics/${name}.ts`,
  `components/reports/metrics/${name}/definition.ts`,
  `tests/unit/flow/${name}.test.ts`,
];

test.each(metricNames)("%s stands in files of its own, under one name", (name) => {
  expect(metrics[name].contract.name).toBe(name);
  expect(pieces(name).filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
});
