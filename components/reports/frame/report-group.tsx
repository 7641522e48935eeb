"use client";

import { memo, type ReactNode, Suspense, use } from "react";
import { Callout } from "@/components/ui/callout";
import { ErrorBoundary } from "@/components/ui/error-boundary";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { type ReportAnswers, type ReportName, reportNames, reports } from "../metrics";
import { type ReportGroupId, reportGroups } from "../view/report-groups";

type ReportGroupProps = { id: ReportGroupId; answers: ReportAnswers };

/** One part of the page: its heading, and its reports as soon as all of them have been counted, whatever others take. */
export const ReportGroup = memo(function ReportGroup({ id, answers }: ReportGroupProps) {
  const headingId = `${id}-heading`;
  return (
    <section id={id} aria-labelledby={headingId} className="scroll-mt-4">
      <h2 id={headingId} className="mb-3 text-lg font-semibold">
        {reportGroups.find((group) => group.id === id)?.name}
      </h2>
      <div className="grid grid-cols-1 gap-5 xl:grid-cols-2">
        <ErrorBoundary of={answers} fallback={<Failed />}>
          <Suspense fallback={<Counting />}>
            {reportNames
              .filter((name) => reports[name].group === id)
              .map((name) => (
                <AnsweredReport key={name} name={name} answers={answers} />
              ))}
          </Suspense>
        </ErrorBoundary>
      </div>
    </section>
  );
});

/** A report with its answer. */
function AnsweredReport<N extends ReportName>({ name, answers }: { name: N; answers: ReportAnswers }) {
  const { Report, isWide } = reports[name];
  const report = <Report answer={use(answers[name])} />;
  return isWide ? <Wide>{report}</Wide> : report;
}

/** What takes the whole width of its part. */
function Wide({ children }: { children: ReactNode }) {
  return <div className="min-w-0 xl:col-span-2">{children}</div>;
}

function Failed() {
  return (
    <Wide>
      <Callout tone="warning">
        These reports cannot be shown. The others can; load the page again to try.
      </Callout>
    </Wide>
  );
}

function Counting() {
  return (
    <Wide>
      <p className="mb-3 flex items-center gap-2 text-sm text-muted-foreground">
        <Spinner label="Counting" /> Counting from the log …
      </p>
      <Skeleton className="h-96 rounded-xl" />
    </Wide>
  );
}
