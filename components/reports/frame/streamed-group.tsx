"use client";

import { type ReactNode, Suspense, use } from "react";
import { Callout } from "@/components/ui/callout";
import { ErrorBoundary } from "@/components/ui/error-boundary";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { ReportGroup, type ReportGroupId, WideReport } from "./report-group";

type StreamedGroupProps<A> = {
  id: ReportGroupId;
  /** The answers of the group's reports, which may come after the page. */
  answers: Promise<A>;
  children: (answers: A) => ReactNode;
};

/** A group of reports that is shown as soon as it has been counted, whatever the others take. */
export function StreamedGroup<A>({ id, answers, children }: StreamedGroupProps<A>) {
  return (
    <ReportGroup id={id}>
      <ErrorBoundary of={answers} fallback={<Failed />}>
        <Suspense fallback={<Counting />}>
          <Answered answers={answers}>{children}</Answered>
        </Suspense>
      </ErrorBoundary>
    </ReportGroup>
  );
}

function Answered<A>({ answers, children }: Omit<StreamedGroupProps<A>, "id">) {
  return children(use(answers));
}

function Failed() {
  return (
    <WideReport>
      <Callout tone="warning">
        These reports cannot be shown. The others can; load the page again to try.
      </Callout>
    </WideReport>
  );
}

function Counting() {
  return (
    <WideReport>
      <p className="mb-3 flex items-center gap-2 text-sm text-muted-foreground">
        <Spinner label="Counting" /> Counting from the log …
      </p>
      <Skeleton className="h-96 rounded-xl" />
    </WideReport>
  );
}
