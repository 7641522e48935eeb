"use client";

import { FileUp } from "lucide-react";
import { type ChangeEvent, useDeferredValue, useId, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { labelColours } from "@/components/card/label-colour";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DialogFooter } from "@/components/ui/dialog";
import { DraftNote } from "@/components/ui/draft-note";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { sayWhyNot } from "@/lib/client/admission/admission";
import type { Refusal } from "@/lib/client/admission/refusal";
import {
  findUnfit,
  type ImportItem,
  newLabelsOf,
  parseCardTable,
  requestsOf,
} from "@/lib/client/cards/import-cards";
import { useDraft } from "@/lib/client/drafts/use-draft";
import { plural } from "@/lib/client/format/plural";
import { createCards, createLabel } from "@/lib/client/store/board-api";
import type { LabelView } from "@/lib/contracts/board";
import { useBoard, useShown } from "../context/board-context";
import { ImportPreview } from "./import-preview";

const example = "title,column,labels,due date\nWrite the release notes,Todo,docs,2026-01-31";
/** As many as the server takes at once. */
const maxCards = 1000;

/** The table and what would come of it; what reads it comes with it. */
export function ImportForm({ onDone }: { onDone: () => void }) {
  const { announce } = useBoard();
  const model = useShown((shown) => shown);
  const draft = useDraft(`import-cards:${model.facts.id}`);
  const { text } = draft;
  const deferred = useDeferredValue(text);
  const table = useMemo(() => parseCardTable(deferred, model), [deferred, model]);
  const unfit = useMemo(() => findUnfit(table.items, model), [table, model]);
  const { isBusy, refused, run, forget } = useImport(table.items);
  const isTooLong = table.items.length > maxCards;
  const isReady = table.items.length > 0 && table.faults.length === 0 && !isTooLong;
  const count = plural(table.items.length, "card");

  const change = (next: string) => {
    draft.change(next);
    forget();
  };
  const submit = async () => {
    const done = await run(count);
    if (!done) return;
    draft.end();
    const { missing } = done;
    toast(`Imported ${count}`, {
      description: missing.length > 0 ? `Without the new labels ${missing.join(", ")}.` : undefined,
    });
    announce(`Imported ${count}.`);
    onDone();
  };
  const warning = refused ?? (unfit && `Line ${unfit.item.line} does not fit: ${sayWhyNot(unfit.admission)}`);
  return (
    <>
      <Field label="Table">
        <Textarea
          rows={6}
          value={text}
          placeholder={example}
          spellCheck={false}
          className="font-mono text-xs"
          onChange={(event) => change(event.target.value)}
        />
      </Field>
      {draft.isRestored && <DraftNote onDiscard={draft.discard} />}
      <FileButton onText={change} />
      <ImportPreview table={table} newLabels={newLabelsOf(table.items, model)} />
      {isTooLong && <Callout tone="warning">{`At most ${maxCards} cards can be imported at once.`}</Callout>}
      {warning && (
        <Callout
          tone={refused ? "danger" : "warning"}
          title={refused ? "Nothing was imported" : "Nothing would come in"}
        >
          {warning}
        </Callout>
      )}
      <DialogFooter>
        <Button
          variant="outline"
          onClick={() => {
            draft.discard();
            onDone();
          }}
        >
          Cancel
        </Button>
        <Button disabled={!isReady || isBusy} onClick={() => void submit()}>
          {isBusy ? "Importing…" : isReady ? `Import ${count}` : "Import"}
        </Button>
      </DialogFooter>
    </>
  );
}

/**
 * Sends an import; `refused` says which line and which limit. `missing`: labels that were not made, because the screen
 * foresaw a refusal that did not come.
 */
function useImport(items: readonly ImportItem[]) {
  const { store, attempt } = useBoard();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const made = useRef<LabelView[]>([]);

  const run = async (count: string): Promise<{ missing: string[] } | null> => {
    setBusy(true);
    setRefused(null);
    const model = store.getShown();
    const known = () => [...model.labels, ...made.current];
    const makeLabels = async () => {
      for (const name of newLabelsOf(items, { labels: known() })) {
        const colour = labelColours[known().length % labelColours.length] ?? "sky";
        made.current.push(await createLabel(model.facts.id, name, colour));
      }
    };
    const outcome = await attempt(
      `Import ${count}`,
      ({ override }) =>
        store.change(async () => {
          // Labels would stay behind if the cards were refused.
          if (override || !findUnfit(items, model)) await makeLabels();
          await createCards(model.facts.id, { items: requestsOf(items, known()), override });
        }),
      true,
    );
    setBusy(false);
    if (outcome.ok) return { missing: newLabelsOf(items, { labels: known() }) };
    setRefused(sayRefusal(outcome.refusal, items));
    return null;
  };
  return { isBusy, refused, run, forget: () => setRefused(null) };
}

function sayRefusal(refusal: Refusal, items: readonly ImportItem[]): string {
  const line =
    refusal.kind === "limit" && refusal.index !== undefined ? items[refusal.index]?.line : undefined;
  if (line !== undefined) return `Line ${line} does not fit: ${refusal.title}`;
  return `${refusal.title}. ${refusal.detail}`;
}

function FileButton({ onText }: { onText: (text: string) => void }) {
  const id = useId();
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file) onText(await file.text());
  };
  return (
    <label
      htmlFor={id}
      className="inline-flex h-8 w-fit cursor-pointer items-center gap-2 rounded-md border border-border px-3 text-sm font-medium hover:bg-accent has-focus-visible:ring-2 has-focus-visible:ring-ring"
    >
      <FileUp aria-hidden className="size-4" />
      Choose a CSV file
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        className="sr-only"
        onChange={(event) => void read(event)}
      />
    </label>
  );
}
