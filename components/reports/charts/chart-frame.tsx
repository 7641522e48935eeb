"use client";

import { type ReactNode, useId, useRef } from "react";
import { ErrorBoundary } from "@/components/ui/error-boundary";
import type { WorkingDays } from "@/lib/contracts/working-days";
import type { Definition } from "../definitions/definition";
import { useTurn } from "../drawing/use-turn";
import { ChartFoot } from "./chart-foot";
import { type ChartRows, ChartTable } from "./chart-table";
import { ReportActions } from "./report-actions";
import { useShownTable } from "./use-shown-table";

type ChartFrameProps = {
  title: string;
  /** One sentence that says what to see. */
  sentence: string;
  definition: Definition;
  cards: number;
  /** The days that count, where the picture tells of such days and not all do. */
  workingDays?: WorkingDays | null;
  excluded: { count: number; why: string }[];
  table: ChartRows;
  fileName: string;
  isEmpty: boolean;
  /** What stands there instead of a picture that would show nothing. */
  emptyWords: string;
  /** What changes the picture; stands there when there is none, too. */
  controls?: ReactNode;
  legend?: ReactNode;
  children: ReactNode;
};

/** A percent sign never stands on the next line, apart from its number. */
const joinPercents = (words: string) => words.replaceAll(" %", "\u00a0%");

/** One chart: what to see, the picture or its table, on how many cards it stands, and the ways to go on. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, sentence, table, fileName, isEmpty, controls } = props;
  const [showsTable, toggleTable] = useShownTable(fileName);
  const titleId = useId();
  const block = useRef<HTMLElement>(null);
  return (
    <section
      ref={block}
      data-report
      aria-labelledby={titleId}
      className="rounded-xl border border-border bg-card shadow-xs"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-5">
        <div className="min-w-0 flex-1 basis-64">
          <h3 id={titleId} className="text-base font-semibold">
            {title}
          </h3>
          <p className="mt-0.5 text-sm text-pretty text-muted-foreground">{joinPercents(sentence)}</p>
        </div>
        <ReportActions
          title={title}
          sentence={sentence}
          fileName={fileName}
          rows={[table.headers, ...table.rows]}
          block={block}
          hasPicture={!isEmpty && !showsTable}
          showsTable={showsTable}
          onToggleTable={toggleTable}
        />
      </div>
      {controls && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-3 sm:px-5" data-print="hide">
          {controls}
        </div>
      )}
      <ChartBody {...props} showsTable={showsTable} />
      <ChartFoot {...props} />
    </section>
  );
}

/** The picture with its legend, or what stands there instead. */
function ChartBody(props: ChartFrameProps & { showsTable: boolean }) {
  const { title, table, isEmpty, emptyWords, legend, children, showsTable } = props;
  const picture = useTurn(children);
  return (
    <div className="px-2 pt-2 sm:px-3">
      {isEmpty ? (
        <Instead>{emptyWords}</Instead>
      ) : showsTable ? (
        <ChartTable title={title} table={table} />
      ) : (
        <>
          <ErrorBoundary
            of={picture}
            fallback={
              <Instead>This picture cannot be drawn. Its rows are in the table and in the CSV.</Instead>
            }
          >
            {picture}
          </ErrorBoundary>
          {legend && <div data-picture="legend">{legend}</div>}
        </>
      )}
    </div>
  );
}

function Instead({ children }: { children: ReactNode }) {
  return (
    <p className="grid min-h-40 place-items-center px-6 text-center text-sm text-pretty text-muted-foreground">
      {children}
    </p>
  );
}
