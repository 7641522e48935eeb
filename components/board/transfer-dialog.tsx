"use client";

import { useEffect, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import { Textarea } from "@/components/ui/textarea";
import { boardApi, listBoards, transferCard } from "@/lib/client/board-api";
import { type BoardModel, toBoardModel } from "@/lib/client/board-model";
import { consentByReason } from "@/lib/client/consent";
import { spokenDuration } from "@/lib/client/durations";
import type { FullLimit } from "@/lib/client/limit-words";
import type { Refusal } from "@/lib/client/refusal";
import { useNow } from "@/lib/client/use-now";
import type { BoardSummary } from "@/lib/contracts/board";
import type { CardView, Override } from "@/lib/contracts/card";
import { can } from "@/lib/domain/policy";
import { useBoard, useShown } from "./board-context";
import { TransferPlace } from "./transfer-place";

type TransferDialogProps = { card: CardView | null; onClose: () => void };

/** Sends a card to another board. It stays here unless the other board takes it. */
export function TransferDialog({ card, onClose }: TransferDialogProps) {
  const key = useShown((model) => model.facts.key);
  return (
    <Dialog open={card !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent className="grid-cols-1">
        {card && (
          <>
            <DialogHeader>
              <DialogTitle>{`Move ${key}-${card.number} to another board`}</DialogTitle>
              <DialogDescription>
                {`“${card.title}” gets a new number there and begins anew. Its history stays in the reports of this board.`}
              </DialogDescription>
            </DialogHeader>
            <TransferForm card={card} onClose={onClose} />
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}

const mostHolders = 4;

type Place = { columnId: string; laneId: string | null };

function TransferForm({ card, onClose }: { card: CardView; onClose: () => void }) {
  const boards = useOtherBoards();
  const [boardId, setBoardId] = useState("");
  const chosen = boards?.find(({ id }) => id === boardId) ?? boards?.[0];
  const target = useBoardModel(chosen?.id ?? null);
  const [place, setPlace] = useState<Place | null>(null);
  const { send, isBusy, refusal, forget } = useTransfer(card, onClose);
  const [reason, setReason] = useState("");
  if (!boards) return <Spinner label="Reading your boards" />;
  if (!chosen) return <p className="text-sm">There is no other board that you may add cards to.</p>;
  const wanted = place ?? { columnId: target?.columns[0]?.id ?? "", laneId: null };
  const limits = refusal?.kind === "limit" && refusal.overridable ? refusal.limits : null;
  const submit = () =>
    target && send(target, wanted, limits ? consentByReason(reason.trim(), limits).override : undefined);
  return (
    <form
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TransferPlace
        boards={boards}
        boardId={chosen.id}
        target={target}
        card={card}
        place={wanted}
        onBoard={(id) => {
          setBoardId(id);
          setPlace(null);
          forget();
        }}
        onPlace={(next) => {
          setPlace(next);
          forget();
        }}
      />
      {refusal && (
        <Callout tone="danger" title={refusal.title}>
          {refusal.kind === "limit" && <Holders limits={refusal.limits} target={target} />}
          <p>{`${refusal.detail} The card is still here.`}</p>
        </Callout>
      )}
      {limits && (
        <Field label="Reason" hint="Kept with the card's history, with your name.">
          <Textarea value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
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

type HoldersProps = { limits: readonly FullLimit[]; target: BoardModel | null };

/** The cards that hold the slots over there, the longest there first. */
function Holders({ limits, target }: HoldersProps) {
  const now = useNow();
  if (!target) return null;
  const { key, id } = target.facts;
  const holders = limits.flatMap((limit) => limit.holders);
  return (
    <ul className="my-1">
      {holders.slice(0, mostHolders).map((holder) => (
        <li key={holder.cardId}>
          <a
            href={`/boards/${id}?card=${key}-${holder.number}`}
            className="rounded-sm underline underline-offset-2 outline-none focus-visible:ring-2 focus-visible:ring-ring"
          >
            {`${key}-${holder.number} ${holder.title}`}
          </a>
          {`, for ${spokenDuration(now - Date.parse(holder.enteredColumnAt))}`}
        </li>
      ))}
      {holders.length > mostHolders && <li>{`and ${holders.length - mostHolders} more`}</li>}
    </ul>
  );
}

function useTransfer(card: CardView, onClose: () => void) {
  const { store, announce, closeCard } = useBoard();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const send = async (target: BoardModel, place: Place, override?: Override) => {
    setBusy(true);
    let number = 0;
    const work = async () => {
      const answer = await transferCard(card.id, { boardId: target.facts.id, ...place, override });
      number = answer.card.number;
    };
    const outcome = await store.change(work, target);
    setBusy(false);
    if (!outcome.ok) return setRefusal(outcome.refusal);
    const reference = `${target.facts.key}-${number}`;
    const words = `“${card.title}” is now ${reference} on ${target.facts.name}`;
    closeCard();
    onClose();
    announce(words);
    toast(words, {
      action: (
        <Button asChild size="sm" variant="outline">
          <a href={`/boards/${target.facts.id}?card=${reference}`}>Open it there</a>
        </Button>
      ),
    });
  };
  return { send, isBusy, refusal, forget: () => setRefusal(null) };
}

/** Boards that a card may go to; null until they are known. */
function useOtherBoards(): readonly BoardSummary[] | null {
  const here = useShown((model) => model.facts.id);
  const [boards, setBoards] = useState<readonly BoardSummary[] | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    listBoards(ended.signal)
      .catch(() => [])
      .then((found) => {
        if (!ended.signal.aborted)
          setBoards(found.filter(({ id, role }) => id !== here && can(role, "card:write")));
      });
    return () => ended.abort();
  }, [here]);
  return boards;
}

/** Another board as it is now; null while it is being read. */
function useBoardModel(boardId: string | null): BoardModel | null {
  const [model, setModel] = useState<BoardModel | null>(null);
  useEffect(() => {
    if (!boardId) return;
    let isStale = false;
    setModel(null);
    boardApi
      .getBoard(boardId)
      .then((snapshot) => !isStale && setModel(toBoardModel(snapshot)))
      .catch(() => undefined);
    return () => {
      isStale = true;
    };
  }, [boardId]);
  return model;
}
