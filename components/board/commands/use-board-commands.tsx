"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import type { Consent, ConsentRequest } from "@/lib/client/admission/consent";
import { type BoardCommands, boardCommands } from "@/lib/client/commands/board-commands";
import type { ExitReminder } from "@/lib/client/commands/exit-reminders";
import type { CardSelection } from "@/lib/client/selection/card-selection";
import type { BoardStore } from "@/lib/client/store/board-store";
import { notifyRefusal } from "../dialogs/refusal-notice";

type CommandOptions = {
  store: BoardStore;
  selection: CardSelection;
  announce: (text: string) => void;
  openCard: (cardId: string) => void;
};

/**
 * The board's commands, joined to this screen: what is asked waits in `request` until `answer` is called, what is told and
 * reminded of becomes a notice.
 */
export function useBoardCommands({ store, selection, announce, openCard }: CommandOptions) {
  const { request, ask, answer } = useConsent();
  const commands = useMemo(() => {
    const made: BoardCommands = boardCommands({
      store,
      selection,
      person: {
        ask,
        announce,
        remind: (reminders) => reminders.forEach(showReminder),
        notify: (words, { name, ...notice } = {}) =>
          void toast(words, { ...notice, ...(name && { id: name }) }),
        tell: (refusal) =>
          notifyRefusal({
            refusal,
            boardKey: store.getShown().facts.key,
            onOpenCard: openCard,
            onWait: (place) => void made.joinWaitingList(place),
          }),
      },
    });
    return made;
  }, [announce, ask, openCard, selection, store]);
  return { commands, request, answer };
}

/** One request for consent at a time: a newer one takes the place of an older one, which is then declined. */
function useConsent() {
  const [request, setRequest] = useState<ConsentRequest | null>(null);
  const waiting = useRef<((consent: Consent | null) => void) | null>(null);
  const answer = useCallback((consent: Consent | null) => {
    setRequest(null);
    waiting.current?.(consent);
    waiting.current = null;
  }, []);
  const ask = useCallback((next: ConsentRequest): Promise<Consent | null> => {
    waiting.current?.(null);
    setRequest(next);
    return new Promise((resolve) => {
      waiting.current = resolve;
    });
  }, []);
  return { request, ask, answer };
}

function showReminder({ columnName, policies }: ExitReminder): void {
  toast(`Left ${columnName}. Remember:`, {
    description: (
      <ul className="list-disc pl-4">
        {policies.map(({ id, text }) => (
          <li dir="auto" key={id}>
            {text}
          </li>
        ))}
      </ul>
    ),
  });
}
