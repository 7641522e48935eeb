import type { ComponentType } from "react";
import type { Ask } from "@/lib/contracts/metrics/contract";
import type { ReportGroupId } from "./report-groups";

/** A report of the reports page: where it stands, what it asks the server for, and how the answer is drawn. */
export type ReportDefinition<Answer> = {
  group: ReportGroupId;
  /** Whether it takes the whole width of its group. */
  isWide?: boolean;
  ask: (ask: Ask) => Promise<Answer>;
  Report: ComponentType<{ answer: Answer }>;
};

/** A report whose picture takes exactly the answer that it asks for. */
export function defineReport<Answer>(report: ReportDefinition<Answer>): ReportDefinition<Answer> {
  return report;
}
