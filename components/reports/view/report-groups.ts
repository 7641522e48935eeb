/** The groups of the reports page, in the order in which they stand there; `id` is their anchor. */
export const reportGroups = [
  { id: "flow", name: "Flow" },
  { id: "time", name: "Time" },
  { id: "in-progress", name: "Work in progress" },
  { id: "forecast", name: "Forecast" },
  { id: "steadiness", name: "Steadiness" },
  { id: "obstacles", name: "Obstacles" },
  { id: "limits", name: "Limits" },
] as const;

export type ReportGroupId = (typeof reportGroups)[number]["id"];
