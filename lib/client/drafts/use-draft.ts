"use client";

import { createContext, use, useState, useSyncExternalStore } from "react";
import { drafts } from "./drafts";

const DraftOwner = createContext("");
/** Whose drafts a page shows: a person's id. Nobody sees what another account of the same browser has typed. */
export const DraftOwnerProvider = DraftOwner.Provider;

const DiscardNotice = createContext<(putBack: () => void) => void>(() => undefined);
/** How a page says that what was typed is discarded, and offers to put it back. */
export const DiscardNoticeProvider = DiscardNotice.Provider;

/** Text of a form that outlives the form. */
export type DraftField = {
  text: string;
  /** What stood there when the typing began. */
  base: string;
  /** Something was typed and not sent. */
  isTyped: boolean;
  /** What was typed comes from an earlier time that this form was open. */
  isRestored: boolean;
  change: (text: string) => void;
  /** Forgets what was typed: it has been sent. */
  end: () => void;
  /** Puts back what was sent and refused, unless something was typed since. */
  giveBack: (text: string) => void;
  /** Takes away what was typed at the person's wish, and offers it back for a while. */
  discard: () => void;
};

/**
 * What is typed into one field, kept as it is typed until it is sent or discarded, however the form is left.
 *
 * `place`: which field of what; the same in every form that means the same. `stored`: what stands there without it.
 */
export function useDraft(place: string, stored = ""): DraftField {
  const key = `${use(DraftOwner)}:${place}`;
  const offerBack = use(DiscardNotice);
  const kept = useSyncExternalStore(
    drafts.subscribe,
    () => drafts.find(key),
    () => null,
  );
  const [isOwn, setOwn] = useState(false);
  const end = () => drafts.drop(key);
  return {
    text: kept?.text ?? stored,
    base: kept?.base ?? stored,
    isTyped: kept !== null,
    isRestored: kept !== null && !isOwn,
    change: (text) => {
      if (kept === null) setOwn(true);
      if (text === stored) end();
      else drafts.keep(key, { text, base: kept?.base ?? stored });
    },
    end,
    giveBack: (text) => {
      if (drafts.find(key) === null) drafts.keep(key, { text, base: stored });
    },
    discard: () => {
      end();
      if (kept === null || kept.text.trim() === "") return;
      offerBack(() => drafts.keep(key, kept));
    },
  };
}
