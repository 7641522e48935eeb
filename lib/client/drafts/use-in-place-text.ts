"use client";

import { type ChangeEvent, type KeyboardEvent, useRef } from "react";
import { useOnLeave } from "../leaving/use-on-leave";
import { isComposing } from "./is-composing";
import { useDraft } from "./use-draft";

type InPlaceText = {
  /** Which text of what, for its draft. */
  place: string;
  stored: string;
  /** Otherwise a text that is taken away comes back. */
  mayBeEmpty?: boolean;
  /** Whether it was saved; what was refused stays in the field. */
  send: (text: string) => Promise<boolean>;
};

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** A line of text that is changed in its place: saved on Enter and on every way out of it, closing and Back included. */
export function useInPlaceText({ place, stored, mayBeEmpty = false, send }: InPlaceText) {
  const draft = useDraft(place, stored);
  const isSending = useRef(false);
  const save = async () => {
    if (!draft.isTyped || isSending.current) return;
    const text = draft.text.trim();
    if (text === stored || (text === "" && !mayBeEmpty)) return draft.end();
    isSending.current = true;
    if (await send(text)) draft.end();
    isSending.current = false;
  };
  useOnLeave(() => void save());
  const props = {
    value: draft.text,
    onChange: (event: ChangeEvent<TextField>) => draft.change(event.target.value),
    onBlur: () => void save(),
    onKeyDown: (event: KeyboardEvent<TextField>) => {
      if (event.key === "Enter" && !isComposing(event)) event.currentTarget.blur();
    },
  };
  return { props, isRestored: draft.isRestored, discard: draft.discard };
}
