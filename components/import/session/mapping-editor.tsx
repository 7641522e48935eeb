"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { plural } from "@/lib/client/format/plural";
import type { ImportPreview } from "@/lib/contracts/import";
import { type ColumnKind, columnKinds } from "@/lib/domain/board";
import { type Destination, type ImportPlan, shiftColumn } from "./import-plan";

const selectLook =
  "h-9 w-full rounded-md border border-input bg-background px-2 text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring";

const kindWords: Record<ColumnKind, string> = {
  backlog: "backlog: not committed",
  queue: "queue: waiting",
  active: "active: being worked on",
  done: "done: finished",
};

type MappingEditorProps = { preview: ImportPreview; plan: ImportPlan; onChange: (plan: ImportPlan) => void };

/** Which CSV columns say what, which columns the board gets, and where each activity leads. */
export function MappingEditor({ preview, plan, onChange }: MappingEditorProps) {
  return (
    <div className="flex flex-col gap-6">
      {preview.headers.length > 0 && (
        <HeaderFields headers={preview.headers} plan={plan} onChange={onChange} />
      )}
      <section>
        <h3 className="mb-2 text-sm font-semibold">Columns, from left to right</h3>
        <ol className="flex flex-col gap-2">
          {plan.columns.map((column, index) => {
            const found = preview.columns.find(({ name }) => name === column.name);
            return (
              <li key={column.key} className="flex flex-wrap items-center gap-2">
                <span className="min-w-0 flex-1 basis-40 truncate text-sm">
                  <bdi>{column.name}</bdi>
                  <span className="text-xs text-muted-foreground">
                    {" "}
                    · {found?.cards ?? 0} now, {plural(found?.visits ?? 0, "visit")}
                    {found?.isArchived ? ", archived" : ""}
                  </span>
                </span>
                <span className="flex w-full gap-2 sm:w-auto">
                  <select
                    aria-label={`Kind of ${column.name}`}
                    value={column.kind}
                    onChange={(event) =>
                      onChange({
                        ...plan,
                        columns: plan.columns.map((one) =>
                          one.key === column.key ? { ...one, kind: event.target.value as ColumnKind } : one,
                        ),
                      })
                    }
                    className={`${selectLook} sm:w-56`}
                  >
                    {columnKinds.map((kind) => (
                      <option key={kind} value={kind}>
                        {kindWords[kind]}
                      </option>
                    ))}
                  </select>
                  <Button
                    variant="outline"
                    size="icon"
                    disabled={index === 0}
                    aria-label={`Move ${column.name} left`}
                    onClick={() => onChange(shiftColumn(plan, index, -1))}
                  >
                    <ArrowUp aria-hidden />
                  </Button>
                  <Button
                    variant="outline"
                    size="icon"
                    disabled={index === plan.columns.length - 1}
                    aria-label={`Move ${column.name} right`}
                    onClick={() => onChange(shiftColumn(plan, index, 1))}
                  >
                    <ArrowDown aria-hidden />
                  </Button>
                </span>
              </li>
            );
          })}
        </ol>
      </section>
      {preview.headers.length > 0 && <ActivityFields preview={preview} plan={plan} onChange={onChange} />}
    </div>
  );
}

const roles = [
  { key: "case", label: "Card", hint: "Same value: same card." },
  { key: "activity", label: "Step", hint: "Where the card went." },
  { key: "time", label: "Time", hint: "Without an offset: in the board's zone." },
] as const;

type HeaderFieldsProps = { headers: string[]; plan: ImportPlan; onChange: (plan: ImportPlan) => void };

/** Which column of a CSV says which card, which step and which time. */
export function HeaderFields({ headers, plan, onChange }: HeaderFieldsProps) {
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">What the file's columns say</h3>
      <div className="grid gap-3 sm:grid-cols-3">
        {roles.map(({ key, label, hint }) => (
          <Field key={key} label={label} hint={hint}>
            <select
              value={plan[key] ?? ""}
              onChange={(event) =>
                onChange({ ...plan, [key]: event.target.value, columns: [], destinations: new Map() })
              }
              className={selectLook}
            >
              {!plan[key] && <option value="">not known yet</option>}
              {headers.map((header) => (
                <option key={header} value={header}>
                  {header}
                </option>
              ))}
            </select>
          </Field>
        ))}
      </div>
    </section>
  );
}

function ActivityFields({ preview, plan, onChange }: MappingEditorProps) {
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">Where each step leads</h3>
      <ul className="grid gap-2 sm:grid-cols-2 sm:gap-x-8">
        {preview.activities.map(({ name, count }) => (
          <li key={name} className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate text-sm">
              <bdi>{name}</bdi>{" "}
              <span className="text-xs text-muted-foreground">· {count.toLocaleString("en")}</span>
            </span>
            <select
              aria-label={`Where "${name}" leads`}
              value={String(plan.destinations.get(name) ?? "ignored")}
              onChange={(event) => {
                const { value } = event.target;
                const destination: Destination =
                  value === "leaves" || value === "ignored" ? value : Number(value);
                onChange({ ...plan, destinations: new Map(plan.destinations).set(name, destination) });
              }}
              className={`${selectLook} max-w-44`}
            >
              {plan.columns.map((column) => (
                <option key={column.key} value={column.key}>
                  <bdi>{column.name}</bdi>
                </option>
              ))}
              <option value="leaves">leaves the board</option>
              <option value="ignored">nowhere: ignored</option>
            </select>
          </li>
        ))}
      </ul>
    </section>
  );
}
