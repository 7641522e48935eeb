"use client";

import { useRef, useState } from "react";
import type { Outcome } from "@/lib/client/admission/outcome";
import { useDraft } from "@/lib/client/drafts/use-draft";
import type { CardDetail } from "@/lib/contracts/card";

export type TextDraft = {
  text: string;
  isEditing: boolean;
  /** The person began or went on since the card was opened. */
  isStarted: boolean;
  /** What was typed is from an earlier time that the card was open. */
  isRestored: boolean;
  /** Something was typed and not saved. */
  isTyped: boolean;
  isSaving: boolean;
  /** Somebody else changed the same text meanwhile, and the person has not yet decided. */
  isConflicting: boolean;
  problem: string | null;
  start: () => void;
  change: (text: string) => void;
  /** Goes back to what is stored, and offers what was typed for a while. */
  cancel: () => void;
  /** Resolves to why it was refused, in words; null when it was saved or there was nothing to save. */
  save: () => Promise<string | null>;
};

type TextDraftOptions = {
  card: CardDetail;
  /** Which text of the card. */
  member: "title" | "description";
  stored: string;
  send: (text: string, base: CardDetail) => Promise<Outcome>;
};

/**
 * Text of a card while a person is at it. What is typed is never lost: not to a refusal, not to somebody else's edit,
 * and not when the card is closed.
 */
export function useTextDraft({ card, member, stored, send }: TextDraftOptions): TextDraft {
  const draft = useDraft(`${member}:${card.id}`, stored);
  const [isStarted, setStarted] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [hasMet, setMet] = useState(false);
  const base = useRef(card);
  const sending = useRef(false);
  const isConflicting = hasMet || (draft.isRestored && draft.base !== stored);

  const end = () => {
    setStarted(false);
    setProblem(null);
    setMet(false);
  };
  const start = () => {
    if (!isStarted && !draft.isTyped) base.current = card;
    setStarted(true);
  };
  return {
    text: draft.text,
    isEditing: isStarted || draft.isTyped,
    isStarted,
    isRestored: draft.isRestored,
    isTyped: draft.isTyped,
    isSaving,
    isConflicting,
    problem,
    start,
    change: draft.change,
    cancel: () => {
      draft.discard();
      end();
    },
    save: async () => {
      if (sending.current) return null;
      if (!draft.isTyped) {
        end();
        return null;
      }
      sending.current = true;
      setSaving(true);
      // Once the person has seen the other version and saves again, theirs is the one to keep.
      const outcome = await send(draft.text, isConflicting ? card : base.current);
      sending.current = false;
      setSaving(false);
      if (outcome.ok) {
        draft.end();
        end();
        return null;
      }
      const { kind, title, detail } = outcome.refusal;
      setMet(kind === "conflict");
      setProblem(kind === "conflict" ? null : `${title}. ${detail}`);
      return `${title}. ${detail}`;
    },
  };
}
