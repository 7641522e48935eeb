"use client";

import { type FormEvent, useId } from "react";
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
import { type Consent, type ConsentRequest, consentByReason } from "@/lib/client/admission/consent";
import { useDraft } from "@/lib/client/drafts/use-draft";
import { HolderList } from "./refusal-notice";

export type LimitConsentRequest = Extract<ConsentRequest, { about: "limit" }>;

type OverrideDialogProps = {
  request: LimitConsentRequest | null;
  boardKey: string;
  /** The consent, or null when the person would rather not. */
  onAnswer: (consent: Consent | null) => void;
  onOpenCard: (cardId: string) => void;
};

/** Asks a lead why a limit may be exceeded. The reason is kept with the move, for everybody to read. */
export function OverrideDialog({ request, boardKey, onAnswer, onOpenCard }: OverrideDialogProps) {
  return (
    <Dialog open={request !== null} onOpenChange={(isOpen) => !isOpen && onAnswer(null)}>
      <DialogContent>
        {request && (
          <ReasonForm request={request} boardKey={boardKey} onAnswer={onAnswer} onOpenCard={onOpenCard} />
        )}
      </DialogContent>
    </Dialog>
  );
}

function ReasonForm({
  request,
  boardKey,
  onAnswer,
  onOpenCard,
}: OverrideDialogProps & { request: LimitConsentRequest }) {
  const draft = useDraft(`override:${request.what}`);
  const reason = draft.text;
  const reasonId = useId();
  const decline = () => {
    draft.discard();
    onAnswer(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!reason.trim()) return;
    draft.end();
    onAnswer(consentByReason(reason.trim(), request.limits));
  };
  return (
    <form onSubmit={submit} className="contents">
      <DialogHeader>
        <DialogTitle>Go over the limit?</DialogTitle>
        <DialogDescription>{`${request.what}: ${request.title}`}</DialogDescription>
      </DialogHeader>
      <div className="flex flex-col gap-2 text-sm">
        <p className="font-medium">These cards hold the slots:</p>
        {request.limits.map((limit) => (
          <HolderList
            key={limit.limitId}
            limit={limit}
            boardKey={boardKey}
            onOpenCard={(cardId) => {
              onAnswer(null);
              onOpenCard(cardId);
            }}
          />
        ))}
      </div>
      <div className="flex flex-col gap-1.5">
        <Label htmlFor={reasonId}>Reason</Label>
        <Textarea
          id={reasonId}
          autoFocus
          required
          maxLength={500}
          value={reason}
          placeholder="Why can this not wait for a free slot?"
          onChange={(event) => draft.change(event.target.value)}
        />
        {draft.isRestored && <DraftNote onDiscard={draft.discard} />}
        <p className="text-xs text-muted-foreground">Kept with the card's history, with your name.</p>
      </div>
      <DialogFooter>
        <Button type="button" variant="outline" onClick={decline}>
          Keep to the limit
        </Button>
        <Button type="submit" disabled={reason.trim() === ""}>
          Go over it
        </Button>
      </DialogFooter>
    </form>
  );
}
