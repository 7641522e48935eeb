"use client";

import { createContext, use, useCallback, useState } from "react";
import { type Refusal, toRefusal } from "@/lib/client/admission/refusal";
import { toBoardModel } from "@/lib/client/board/model";
import { boardApi } from "@/lib/client/store/board-api";
import type { BoardSnapshot } from "@/lib/contracts/board";
import { can } from "@/lib/domain/permission";

export type Settings = {
  snapshot: BoardSnapshot;
  canConfigure: boolean;
  /** Does a change and reads the board again, and tells what came of it. Resolves to null, or to why it was refused. */
  change: (done: string, work: () => Promise<void>) => Promise<Refusal | null>;
};

const SettingsContext = createContext<Settings | null>(null);
export const SettingsProvider = SettingsContext.Provider;

export function useSettings(): Settings {
  const value = use(SettingsContext);
  if (!value) throw new Error("useSettings is used outside of the board settings.");
  return value;
}

/** How a page tells what came of a change. */
export type Notices = { done: (words: string) => void; refused: (title: string, detail: string) => void };

/** The settings of a board: what they are now, and how they are changed. `notices`: always the same. */
export function useSettingsState(first: BoardSnapshot, notices: Notices): Settings {
  const [read, setSnapshot] = useState(first);
  // The page may have been read again since, by the router.
  const snapshot = first.board.version > read.board.version ? first : read;
  const change = useCallback(
    async (done: string, work: () => Promise<void>) => {
      try {
        await work();
        setSnapshot(await boardApi.getBoard(first.board.id));
        notices.done(done);
        return null;
      } catch (error) {
        const refusal = toRefusal(error, toBoardModel(snapshot));
        const fields = refusal.kind === "other" ? Object.values(refusal.fields).join(" ") : "";
        notices.refused(refusal.title, fields || refusal.detail);
        return refusal;
      }
    },
    [first.board.id, snapshot, notices],
  );
  return { snapshot, canConfigure: can(snapshot.board.role, "board:configure"), change };
}
