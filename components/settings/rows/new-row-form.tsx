"use client";

import { Plus } from "lucide-react";
import type { FormEvent, ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { DraftNote } from "@/components/ui/draft-note";
import { Input } from "@/components/ui/input";
import { useDraft } from "@/lib/client/drafts/use-draft";
import { useSettings } from "@/lib/client/settings/use-settings";

type NewRowFormProps = {
  /** What is added. */
  noun: "column" | "lane" | "label";
  /** How long its name may be. */
  maxLength: number;
  add: (name: string) => Promise<void>;
  /** What else is said of it, behind its name. */
  children?: ReactNode;
};

/** Adds a column, a lane or a label to the board by its name. */
export function NewRowForm({ noun, maxLength, add, children }: NewRowFormProps) {
  const { snapshot, change } = useSettings();
  const draft = useDraft(`new-${noun}:${snapshot.board.id}`);
  const name = draft.text.trim();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const kindOf = `${noun[0]?.toUpperCase()}${noun.slice(1)}`;
    const refusal = await change(`${kindOf} ${name} added`, () => add(name));
    if (!refusal) draft.end();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-wrap items-center gap-2">
      <Input
        aria-label={`Name of the new ${noun}`}
        placeholder={`New ${noun}`}
        required
        maxLength={maxLength}
        value={draft.text}
        onChange={(event) => draft.change(event.target.value)}
        className="w-48"
      />
      {children}
      <Button type="submit" variant="outline" disabled={name === ""}>
        <Plus aria-hidden />
        {`Add ${noun}`}
      </Button>
      {draft.isRestored && <DraftNote onDiscard={draft.discard} />}
    </form>
  );
}
