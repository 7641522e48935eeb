"use client";

import { useRef, useState } from "react";
import type { Outcome } from "@/lib/client/outcome";
import type { CardDetail } from "@/lib/contracts/card";

export type TextDraft = {
  text: string;
  isEditing: boolean;
  isSaving: boolean;
  /** Somebody else changed the same text meanwhile, and the person has not yet decided. */
  isConflicting: boolean;
  problem: string | null;
  start: () => void;
  change: (text: string) => void;
  cancel: () => void;
  save: () => Promise<void>;
};

type TextDraftOptions = {
  card: CardDetail;
  stored: string;
  send: (text: string, base: CardDetail) => Promise<Outcome>;
};

/** Text of a card while a person is at it. What is typed is never lost: not to a refusal, not to somebody else's edit. */
export function useTextDraft({ card, stored, send }: TextDraftOptions): TextDraft {
  const [draft, setDraft] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isConflicting, setConflicting] = useState(false);
  const base = useRef(card);

  const end = () => {
    setDraft(null);
    setProblem(null);
    setConflicting(false);
  };
  return {
    text: draft ?? stored,
    isEditing: draft !== null,
    isSaving,
    isConflicting,
    problem,
    start: () => {
      if (draft !== null) return;
      base.current = card;
      setDraft(stored);
    },
    change: (text) => setDraft(text),
    cancel: end,
    save: async () => {
      if (draft === null || isSaving) return;
      if (draft === stored) return end();
      setSaving(true);
      // Once the person has seen the other version and saves again, theirs is the one to keep.
      const outcome = await send(draft, isConflicting ? card : base.current);
      setSaving(false);
      if (outcome.ok) return end();
      setConflicting(outcome.refusal.kind === "conflict");
      setProblem(
        outcome.refusal.kind === "conflict" ? null : `${outcome.refusal.title}. ${outcome.refusal.detail}`,
      );
    },
  };
}
