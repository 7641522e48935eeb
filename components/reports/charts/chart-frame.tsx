"use client";

import { BookOpen } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId, useRef } from "react";
import { ErrorBoundary } from "@/components/ui/error-boundary";
import { sayWorkingDays } from "@/lib/client/format/day-count";
import type { WorkingDays } from "@/lib/contracts/working-days";
import { useTurn } from "../drawing/use-turn";
import { ReportActions } from "./report-actions";
import { useShownTable } from "./use-shown-table";

/** The rows behind a picture, for the table beside it and for the file. */
export type ChartTable = { headers: string[]; rows: (string | number | null)[][] };

type ChartFrameProps = {
  title: string;
  /** One sentence that says what to see. */
  sentence: string;
  /** Anchor on the definitions page. */
  definition: string;
  cards: number;
  /** The days that count, where the picture tells of such days and not all do. */
  workingDays?: WorkingDays | null;
  excluded: { count: number; why: string }[];
  table: ChartTable;
  fileName: string;
  isEmpty: boolean;
  /** What stands there instead of a picture that would show nothing. */
  emptyWords: string;
  /** What changes the picture; stands there when there is none, too. */
  controls?: ReactNode;
  legend?: ReactNode;
  children: ReactNode;
};

const maxTableRows = 1_000;

/** A percent sign never stands on the next line, apart from its number. */
const joinPercents = (words: string) => words.replaceAll(" %", "\u00a0%");

/** One chart: what to see, the picture or its table, on how many cards it stands, and the ways to go on. */
export function ChartFrame(props: ChartFrameProps) {
  const {
    title,
    sentence,
    definition,
    cards,
    workingDays,
    excluded,
    table,
    fileName,
    isEmpty,
    emptyWords,
    controls,
    legend,
    children,
  } = props;
  const [showsTable, toggleTable] = useShownTable(fileName);
  const picture = useTurn(children);
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
      <div className="px-2 pt-2 sm:px-3">
        {isEmpty ? (
          <p className="grid min-h-40 place-items-center px-6 text-center text-sm text-pretty text-muted-foreground">
            {emptyWords}
          </p>
        ) : showsTable ? (
          <RowsTable title={title} table={table} />
        ) : (
          <>
            <ErrorBoundary of={picture} fallback={<Undrawn />}>
              {picture}
            </ErrorBoundary>
            {legend && <div data-picture="legend">{legend}</div>}
          </>
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 px-4 pt-2 pb-3 text-xs text-muted-foreground sm:px-5">
        <p>
          {cards === 1 ? "1 card" : `${cards.toLocaleString("en")} cards`}
          {excluded.length > 0 && (
            <>
              {" "}
              · left out:{" "}
              {excluded.map(({ count, why }) => `${count.toLocaleString("en")} ${why}`).join(", ")}
            </>
          )}
          {workingDays && (
            <>
              {" · "}
              <Link
                href="/definitions#working-days"
                className="rounded-sm font-medium text-primary outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
              >
                working days
              </Link>
              {`: ${sayWorkingDays(workingDays)}`}
            </>
          )}
        </p>
        <Link
          href={`/definitions#${definition}`}
          data-print="hide"
          className="inline-flex items-center gap-1 rounded-sm font-medium text-primary outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
        >
          <BookOpen className="size-3.5" aria-hidden /> How this is measured
        </Link>
      </div>
    </section>
  );
}

function Undrawn() {
  return (
    <p className="grid min-h-40 place-items-center px-6 text-center text-sm text-pretty text-muted-foreground">
      This picture cannot be drawn. Its rows are in the table and in the CSV.
    </p>
  );
}

function RowsTable({ title, table }: { title: string; table: ChartTable }) {
  const shown = table.rows.slice(-maxTableRows);
  return (
    <section
      aria-label={`Rows of ${title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
      tabIndex={0}
      className="max-h-80 overflow-auto rounded-md outline-none focus-visible:ring-2 focus-visible:ring-ring"
    >
      <table className="w-full border-collapse text-left text-xs tabular-nums">
        <thead className="sticky top-0 bg-card">
          <tr>
            {table.headers.map((header) => (
              <th
                key={header}
                scope="col"
                className="border-b border-border px-2 py-1.5 font-medium whitespace-nowrap"
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.join("|")} className="border-b border-border/60 last:border-0">
              {row.map((value, index) => (
                <td key={table.headers[index]} className="px-2 py-1 whitespace-nowrap">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length > shown.length && (
        <p className="px-2 py-2 text-xs text-muted-foreground">
          The last {maxTableRows.toLocaleString("en")} of {table.rows.length.toLocaleString("en")} rows; the
          CSV has all.
        </p>
      )}
    </section>
  );
}
