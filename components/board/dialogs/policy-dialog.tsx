"use client";

import { type FormEvent, useState } from "react";
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
import type { Consent, ConsentRequest } from "@/lib/client/admission/consent";

export type PolicyConsentRequest = Extract<ConsentRequest, { about: "policy" }>;

type PolicyDialogProps = {
  request: PolicyConsentRequest | null;
  /** The consent, or null when the person would rather not. */
  onAnswer: (consent: Consent | null) => void;
};

/** Asks whether what a column requires of its cards is so. The card goes on only when all of it is. */
export function PolicyDialog({ request, onAnswer }: PolicyDialogProps) {
  return (
    <Dialog open={request !== null} onOpenChange={(isOpen) => !isOpen && onAnswer(null)}>
      <DialogContent>{request && <PolicyForm request={request} onAnswer={onAnswer} />}</DialogContent>
    </Dialog>
  );
}

function PolicyForm({ request, onAnswer }: PolicyDialogProps & { request: PolicyConsentRequest }) {
  const [ticked, setTicked] = useState<string[]>([]);
  const ids = request.policies.map(({ id }) => id);
  const toggle = (id: string) =>
    setTicked((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  const isMet = ids.every((id) => ticked.includes(id));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isMet) onAnswer({ confirmedPolicyIds: ids });
  };
  return (
    <form onSubmit={submit} className="contents">
      <DialogHeader>
        <DialogTitle>{request.title}</DialogTitle>
        <DialogDescription>{`${request.what}: confirm what has to be true before.`}</DialogDescription>
      </DialogHeader>
      <ul className="flex max-h-[50vh] flex-col gap-1 overflow-y-auto">
        {request.policies.map(({ id, text }) => (
          <li key={id}>
            <CheckLine isOn={ticked.includes(id)} onChange={() => toggle(id)}>
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
