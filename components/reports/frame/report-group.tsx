import type { ReactNode } from "react";

/** The parts of the reports page, in the order in which they stand there. */
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

/** Links to the parts of the page. */
export function ReportNav() {
  return (
    <nav aria-label="Reports on this page" data-print="hide">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {reportGroups.map(({ id, name }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="rounded-sm font-medium text-primary outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** One part of the page: its heading and its reports, side by side where there is room. */
export function ReportGroup({ id, children }: { id: ReportGroupId; children: ReactNode }) {
  const headingId = `${id}-heading`;
  return (
    <section id={id} aria-labelledby={headingId} className="scroll-mt-4">
      <h2 id={headingId} className="mb-3 text-lg font-semibold">
        {reportGroups.find((group) => group.id === id)?.name}
      </h2>
      <div className="grid grid-cols-1 gap-5 xl:grid-cols-2">{children}</div>
    </section>
  );
}

/** A report that takes the whole width of its part. */
export function WideReport({ children }: { children: ReactNode }) {
  return <div className="min-w-0 xl:col-span-2">{children}</div>;
}
