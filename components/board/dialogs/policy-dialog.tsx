"use client";

import { type FormEvent, useState } from "react";
import { toggled } from "@/components/board/card-panel/fields/choice-popover";
import { Button } from "@/components/ui/button";
import { CheckLine } from "@/components/ui/check-line";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { Consent, Question } from "@/lib/client/admission/consent";

export type PolicyConsentRequest = Extract<Question, { about: "policy" }>;

type PolicyDialogProps = {
  question: PolicyConsentRequest | null;
  /** The consent, or null when the person would rather not. */
  onAnswer: (consent: Consent | null) => void;
};

/** Asks whether what a column requires of its cards is so. The card goes on only when all of it is. */
export function PolicyDialog({ question, onAnswer }: PolicyDialogProps) {
  return (
    <Dialog open={question !== null} onOpenChange={(isOpen) => !isOpen && onAnswer(null)}>
      <DialogContent>{question && <PolicyForm question={question} onAnswer={onAnswer} />}</DialogContent>
    </Dialog>
  );
}

function PolicyForm({ question, onAnswer }: PolicyDialogProps & { question: PolicyConsentRequest }) {
  const [ticked, setTicked] = useState<string[]>([]);
  const ids = question.policies.map(({ id }) => id);
  const isMet = ids.every((id) => ticked.includes(id));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isMet) onAnswer({ confirmedPolicyIds: ids });
  };
  return (
    <form onSubmit={submit} className="contents">
      <DialogHeader>
        <DialogTitle>{question.title}</DialogTitle>
        <DialogDescription>{`${question.what}: confirm what has to be true before.`}</DialogDescription>
      </DialogHeader>
      <ul className="flex max-h-[50vh] flex-col gap-1 overflow-y-auto">
        {question.policies.map(({ id, text }) => (
          <li key={id}>
            <CheckLine isOn={ticked.includes(id)} onChange={() => setTicked(toggled(ticked, id))}>
              <bdi>{text}</bdi>
            </CheckLine>
          </li>
        ))}
      </ul>
      <DialogFooter>
        <Button type="button" variant="outline" onClick={() => onAnswer(null)}>
          Not yet
        </Button>
        <Button type="submit" disabled={!isMet}>
          Confirm and move
        </Button>
      </DialogFooter>
    </form>
  );
}
