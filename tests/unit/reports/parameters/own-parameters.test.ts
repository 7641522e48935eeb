import { expect, test } from "vitest";
import { ownParameters } from "@/components/reports/parameters/own-parameters";
import { workItemAgeMetric } from "@/lib/contracts/metrics/work-item-age";

test("of an address, a metric is asked for what is its own", () => {
  const query = new URLSearchParams("percentile=95&within=10&label=bug&age-day=2026-03-01&measure=wip");
  expect(ownParameters(workItemAgeMetric, query)).toEqual({ percentile: "95", within: "10" });
});
