"use client";

import { Check, Copy, Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/lib/client/download/copy-text";
import { downloadCsv } from "@/lib/client/download/download-csv";
import type { Dropped } from "@/lib/contracts/import";

/** Items that are shown at once. */
const shownFirst = 30;
const confirmationMs = 2_000;

type LossReportProps = { title: string; dropped: readonly Dropped[]; name: string };

/** What of a file does not come in and why; to read, to copy and to keep. */
export function LossReport({ title, dropped, name }: LossReportProps) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? dropped : dropped.slice(0, shownFirst);
  return (
    <section>
      <div className="mb-1 flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">{title}</h3>
        {dropped.length > 0 && (
          <div className="flex gap-1">
            <CopyReport dropped={dropped} />
            <Button size="sm" variant="ghost" onClick={() => download(dropped, name)}>
              <Download aria-hidden /> Download
            </Button>
          </div>
        )}
      </div>
      {dropped.length === 0 ? (
        <p className="text-sm text-muted-foreground">Everything in the file comes in.</p>
      ) : (
        <ul className="flex flex-col gap-1.5 text-sm">
          {shown.map((loss) => (
            <Loss key={loss.what + loss.why} loss={loss} />
          ))}
        </ul>
      )}
      {dropped.length > shown.length && (
        <Button size="sm" variant="link" className="px-0" onClick={() => setIsWhole(true)}>
          Show all {dropped.length.toLocaleString("en")}
        </Button>
      )}
    </section>
  );
}

/** How many things are lost; of a loss that takes values alone, how many of these. */
function sizeOf({ count, fields = [] }: Dropped): number {
  return count || fields.reduce((sum, field) => sum + field.count, 0);
}

function Loss({ loss }: { loss: Dropped }) {
  const { what, why, fields = [] } = loss;
  return (
    <li className="[overflow-wrap:anywhere]">
      <span className="font-medium">
        {sizeOf(loss).toLocaleString("en")} <bdi>{what}</bdi>
      </span>
      <span className="text-muted-foreground">: {why}</span>
      {fields.length > 0 && (
        <details className="text-muted-foreground">
          <summary className="w-fit cursor-pointer text-xs">Fields of the file</summary>
          <ul className="mt-1 flex flex-col gap-0.5 pl-4 font-mono text-xs">
            {fields.map(({ field, count: values }) => (
              <li key={field}>
                <bdi>{field}</bdi> × {values.toLocaleString("en")}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function CopyReport({ dropped }: { dropped: readonly Dropped[] }) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  const handleCopy = async () => {
    setState((await copyText(toText(dropped))) ? "copied" : "failed");
    setTimeout(() => setState("idle"), confirmationMs);
  };
  return (
    <Button size="sm" variant="ghost" onClick={handleCopy} aria-live="polite">
      {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
      {{ idle: "Copy", copied: "Copied", failed: "Not copied" }[state]}
    </Button>
  );
}

function toText(dropped: readonly Dropped[]): string {
  return dropped
    .flatMap((loss) => [
      `${sizeOf(loss)} ${loss.what}: ${loss.why}`,
      ...(loss.fields ?? []).map(({ field, count: values }) => `  ${field}: ${values}`),
    ])
    .join("\n");
}

function download(dropped: readonly Dropped[], name: string): void {
  const rows = dropped.flatMap((loss) => [
    [loss.what, sizeOf(loss), loss.why, null],
    ...(loss.fields ?? []).map(({ field, count: values }) => [loss.what, values, loss.why, field]),
  ]);
  downloadCsv(`${name} - not imported.csv`, [["what", "count", "why", "field"], ...rows]);
}
