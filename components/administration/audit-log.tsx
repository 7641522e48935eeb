import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Surface, SurfaceHead } from "@/components/ui/surface";
import { eventWords } from "@/lib/client/administration/audit-words";
import type { AuditEntry, AuditQuery } from "@/lib/contracts/audit";
import type { Page } from "@/lib/contracts/primitives";
import { AuditList, OnlyPerson } from "./audit-list";
import { FilterForm, selectLook } from "./filter-form";
import { OlderLink } from "./older-link";

type AuditLogProps = {
  path: string;
  description: string;
  entries: Page<AuditEntry>;
  query: Partial<AuditQuery>;
  /** As they stand in the address. */
  typed: Record<string, string>;
  /** What is wrong with the address, in words. */
  fault: string | null;
  /** Whose events alone are shown. */
  personName: string | null;
};

/** The trail of security: what happened, by person, event and day. */
export function AuditLog({ path, description, entries, query, typed, fault, personName }: AuditLogProps) {
  const { personId, cursor: _, ...others } = typed;
  return (
    <Surface>
      <SurfaceHead title="Audit log" description={description} />
      <FilterForm role="search" aria-label="Audit log">
        {personId && <input type="hidden" name="personId" value={personId} />}
        <Field label="Event" className="min-w-0 flex-1 basis-48">
          <select name="event" defaultValue={query.event ?? ""} className={selectLook}>
            <option value="">Every event</option>
            {Object.entries(eventWords).map(([event, words]) => (
              <option key={event} value={event}>
                {words}
              </option>
            ))}
          </select>
        </Field>
        <Field label="From" className="basis-36">
          <Input name="from" type="date" defaultValue={query.from} />
        </Field>
        <Field label="To" className="basis-36">
          <Input name="to" type="date" defaultValue={query.to} />
        </Field>
      </FilterForm>
      {fault && (
        <Callout tone="danger" className="mx-5 mb-4">
          {fault}
        </Callout>
      )}
      {personName !== null && (
        <OnlyPerson name={personName} href={`${path}?${new URLSearchParams(others)}`} />
      )}
      <AuditList entries={entries.items} />
      <OlderLink
        path={path}
        query={typed}
        nextCursor={entries.nextCursor}
        words={{ first: "Newest", next: "Older" }}
      />
    </Surface>
  );
}
