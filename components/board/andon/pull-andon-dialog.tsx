"use client";

import { Siren } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { DraftNote } from "@/components/ui/draft-note";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import { useDraft } from "@/lib/client/drafts/use-draft";
import type { ColumnView } from "@/lib/contracts/board";
import { useAndon } from "./use-andon";

type PullAndonDialogProps = { column: ColumnView; isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** Asks what stopped the column. Anybody who works on the board may pull. */
export function PullAndonDialog({ column, isOpen, onOpenChange }: PullAndonDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent>
        {isOpen && <PullForm column={column} onDone={() => onOpenChange(false)} />}
      </DialogContent>
    </Dialog>
  );
}

function PullForm({ column, onDone }: { column: ColumnView; onDone: () => void }) {
  const { pull } = useAndon(column);
  const draft = useDraft(`andon:${column.id}`);
  const reason = draft.text;
  const [isBusy, setBusy] = useState(false);
  const reasonId = useId();
  const cancel = () => {
    draft.discard();
    onDone();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const outcome = await pull(reason.trim());
    setBusy(false);
    if (!outcome.ok) return;
    draft.end();
    onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="contents">
      <DialogHeader>
        <DialogTitle>{`Pull the andon of ${column.name}?`}</DialogTitle>
        <DialogDescription>
          The column takes no new work until somebody releases the andon. Cards that are in it can go on.
        </DialogDescription>
      </DialogHeader>
      <div className="flex flex-col gap-1.5">
        <Label htmlFor={reasonId}>What is wrong?</Label>
        <Textarea
          id={reasonId}
          autoFocus
          required
          maxLength={500}
          value={reason}
          placeholder="The staging database is down"
          onChange={(event) => draft.change(event.target.value)}
        />
        {draft.isRestored && <DraftNote onDiscard={draft.discard} />}
        <p className="text-xs text-muted-foreground">Everybody on the board sees it at once.</p>
      </div>
      <DialogFooter>
        <Button type="button" variant="outline" onClick={cancel}>
          Cancel
        </Button>
        <Button type="submit" variant="destructive" disabled={isBusy || reason.trim() === ""}>
          <Siren aria-hidden />
          {isBusy ? "Pulling…" : "Pull the andon"}
        </Button>
      </DialogFooter>
    </form>
  );
}
