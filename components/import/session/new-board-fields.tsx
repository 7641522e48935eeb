"use client";

import { useId } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ImportFault } from "@/lib/client/import/import-api";
import type { ImportSession } from "./import-session";

type NewBoardFieldsProps = {
  session: ImportSession;
  name: string;
  teams: { id: string; name: string }[];
  faults: readonly ImportFault[];
  onChange: (changes: Partial<ImportSession>) => void;
};

/** What the file does not say: how the board is called, in whose zone its days are, and whose it is. */
export function NewBoardFields({ session, name, teams, faults, onChange }: NewBoardFieldsProps) {
  const zones = useId();
  const faultOf = (place: ImportFault["place"]) => faults.find((fault) => fault.place === place)?.words;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Name" error={name.trim() === "" ? "A board needs a name." : faultOf("boardName")}>
        <Input
          value={name}
          onChange={(event) => onChange({ name: event.target.value })}
          required
          maxLength={80}
          autoComplete="off"
        />
      </Field>
      <Field label="Time zone" hint="Days in reports are days in this zone." error={faultOf("timeZone")}>
        <Input
          value={session.timeZone}
          onChange={(event) => onChange({ timeZone: event.target.value })}
          list={zones}
          autoComplete="off"
        />
      </Field>
      {teams.length > 1 && (
        <Field label="Team" error={faultOf("teamId")}>
          <select
            value={session.teamId ?? ""}
            onChange={(event) => onChange({ teamId: event.target.value })}
            className="h-9 rounded-md border border-input bg-background px-3 text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring"
          >
            {teams.map((one) => (
              <option key={one.id} value={one.id}>
                <bdi>{one.name}</bdi>
              </option>
            ))}
          </select>
        </Field>
      )}
      <datalist id={zones}>
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </div>
  );
}
