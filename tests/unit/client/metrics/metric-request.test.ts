import { expect, test } from "vitest";
import { metricRequest } from "@/lib/client/metrics/metric-request";
import { wipMetric } from "@/lib/contracts/metrics/wip";

test("the request of a metric carries the filters of the page, and of its parameters those that are given", () => {
  const parameters = { from: "2026-03-01", to: undefined };
  const asked = { boardId: "b", filterQuery: "lane=l", parameters };
  expect(metricRequest(wipMetric, asked)).toEqual({
    path: "/boards/b/metrics/wip?lane=l&from=2026-03-01",
    answer: expect.any(Function),
  });
});
