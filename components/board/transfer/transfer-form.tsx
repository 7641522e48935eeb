"use client";

import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { consentByReason } from "@/lib/client/admission/consent";
import type { BoardModel } from "@/lib/client/board/model";
import { sayTransferLosses } from "@/lib/client/cards/transfer-losses";
import { useDraft } from "@/lib/client/drafts/use-draft";
import type { CardView } from "@/lib/contracts/card";
import { useBoard, useShown } from "../context/board-context";
import { TransferPlace } from "./transfer-place";
import { TransferRefusal } from "./transfer-refusal";
import { type Place, useBoardModel, useOtherBoards, useTransfer } from "./use-transfer";

const unread = "The other boards could not be read. Check the connection and open this again.";

/** Where the card goes, and what the other board says to it. */
export function TransferForm({ card, onClose }: { card: CardView; onClose: () => void }) {
  const boards = useOtherBoards();
  const [boardId, setBoardId] = useState("");
  const chosen = boards === "failed" ? null : (boards?.find(({ id }) => id === boardId) ?? boards?.[0]);
  const target = useBoardModel(chosen?.id ?? null);
  const [place, setPlace] = useState<Place | null>(null);
  const draft = useDraft(`transfer:${card.id}`);
  const reason = draft.text;
  const { send, isBusy, refusal, forget } = useTransfer(
    card,
    useFarewell(card, () => {
      draft.end();
      onClose();
    }),
  );
  if (boards === "failed" || target === "failed") return <p className="text-sm">{unread}</p>;
  if (!boards) return <Spinner label="Reading your boards" />;
  if (!chosen) return <p className="text-sm">There is no other board that you may add cards to.</p>;
  const wanted = place ?? { columnId: target?.columns[0]?.id ?? "", laneId: null };
  const limits = refusal?.kind === "limit" && refusal.overridable ? refusal.limits : null;
  const choose = (nextBoardId: string, nextPlace: Place | null) => {
    setBoardId(nextBoardId);
    setPlace(nextPlace);
    forget();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (target)
      void send(target, wanted, limits ? consentByReason(reason.trim(), limits).override : undefined);
  };
  return (
    <form className="contents" onSubmit={submit}>
      <TransferPlace
        boards={boards}
        boardId={chosen.id}
        target={target}
        card={card}
        place={wanted}
        onBoard={(id) => choose(id, null)}
        onPlace={(next) => choose(chosen.id, next)}
      />
      {target && <Losses card={card} target={target} />}
      {refusal && target && (
        <TransferRefusal refusal={refusal} target={target} reason={reason} onReason={draft.change} />
      )}
      <DialogFooter>
        <Button variant="outline" onClick={onClose}>
          Keep it here
        </Button>
        <Button type="submit" disabled={isBusy || !target || (limits !== null && reason.trim() === "")}>
          {isBusy ? "Moving…" : limits ? "Go over the limit" : "Move card"}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** What does not come along, or changes the other board. */
function Losses({ card, target }: { card: CardView; target: BoardModel }) {
  const sentences = useShown((model) => sayTransferLosses(card, model, target).join("\n"));
  if (sentences === "") return null;
  return (
    <ul aria-label="What changes" className="grid gap-1 text-sm">
      {sentences.split("\n").map((sentence) => (
        <li key={sentence} dir="auto">
          {sentence}
        </li>
      ))}
    </ul>
  );
}

/** Ends the dialog and says where the card is now. */
function useFarewell(card: CardView, onClose: () => void) {
  const { announce, closeCard } = useBoard();
  return ({ facts }: BoardModel, reference: string) => {
    const words = `“${card.title}” is now ${reference} on ${facts.name}`;
    closeCard();
    onClose();
    announce(words);
    toast(words, {
      action: (
        <Button asChild size="sm" variant="outline">
          <a href={`/boards/${facts.id}?card=${reference}`}>Open it there</a>
        </Button>
      ),
    });
  };
}
