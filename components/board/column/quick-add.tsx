"use client";

import { Plus } from "lucide-react";
import { type KeyboardEvent, type Ref, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { DraftNote } from "@/components/ui/draft-note";
import { Textarea } from "@/components/ui/textarea";
import type { Consent } from "@/lib/client/admission/consent";
import type { Outcome } from "@/lib/client/admission/outcome";
import type { Refusal } from "@/lib/client/admission/refusal";
import { nameOfCell } from "@/lib/client/board/cells";
import type { BoardModel } from "@/lib/client/board/model";
import { findTitleFault, maxPastedCards, maxTitleLength, titlesOf } from "@/lib/client/cards/card-lines";
import { isComposing } from "@/lib/client/drafts/is-composing";
import { type DraftField, useDraft } from "@/lib/client/drafts/use-draft";
import { useOnLeave } from "@/lib/client/leaving/use-on-leave";
import { createCards } from "@/lib/client/store/board-api";
import type { ColumnView } from "@/lib/contracts/board";
import { useBoard, useShown } from "../context/board-context";
import { HolderList } from "../dialogs/refusal-notice";

/** `title`: what was refused, as it was typed. */
type Unwanted = { title: string; refusal: Refusal };

type QuickAddProps = { column: ColumnView; laneId: string | null };

/**
 * Adds cards at the foot of a column or of its part in one lane, one after the other or one for each line. What is
 * refused stays, with the reason beside it, and what is half written is there again when the form opens next.
 */
export function QuickAdd({ column, laneId }: QuickAddProps) {
  const name = useShown((model) => nameOfCell(model, { columnId: column.id, laneId }));
  const draft = useDraft(`new-card:${column.id}:${laneId ?? ""}`);
  const [isOpen, setOpen] = useState(false);
  const { refused, addEach, addOne, forget } = useAddCards(column, laneId, draft);
  const opener = useRef<HTMLButtonElement>(null);
  const reasonId = useId();

  const titles = titlesOf(draft.text);
  const isList = titles.length > 1;
  const fault = findTitleFault(titles);
  const isRefusedApart = refused !== null && refused.title !== draft.text;
  const keepRefused = () => {
    if (isRefusedApart && draft.isTyped) draft.change(`${refused.title}\n${draft.text}`);
    forget();
  };
  useOnLeave(keepRefused);
  const close = () => {
    setOpen(false);
    keepRefused();
    requestAnimationFrame(() => opener.current?.focus());
  };
  const add = () => {
    if (fault === null) void (isList ? addEach(titles) : addOne(titles.join(" ")));
  };
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey) {
      if (isComposing(event)) return;
      event.preventDefault();
      add();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  };

  if (!isOpen) {
    const drafted = draft.isTyped ? titles.join(" ") : "";
    return <Opener ref={opener} name={name} drafted={drafted} onOpen={() => setOpen(true)} />;
  }
  return (
    <div className="flex shrink-0 flex-col gap-1.5 p-2">
      {isRefusedApart && (
        <p className="text-xs text-muted-foreground">
          Not added:{" "}
          <span dir="auto" className="text-foreground">
            <bdi>{refused.title}</bdi>
          </span>
        </p>
      )}
      <Textarea
        autoFocus
        dir="auto"
        rows={Math.min(Math.max(titles.length, 2), 8)}
        value={draft.text}
        maxLength={maxTitleLength * maxPastedCards}
        aria-label={`Title of the new card in ${name}`}
        aria-describedby={refused ? reasonId : undefined}
        aria-invalid={refused !== null || fault !== null}
        placeholder="What needs doing?"
        onChange={(event) => draft.change(event.target.value)}
        onKeyDown={handleKeyDown}
        className="min-h-0 resize-none bg-card text-sm"
      />
      {refused && <WhyRefused id={reasonId} refusal={refused.refusal} />}
      {draft.isRestored && <DraftNote onDiscard={draft.discard} />}
      {fault && (
        <p role="alert" className="text-xs font-medium text-danger">
          {fault}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={add} disabled={titles.length === 0 || fault !== null}>
          {isList ? `Add ${titles.length} cards, one each line` : "Add card"}
        </Button>
        {isList && (
          <Button
            size="sm"
            variant="outline"
            onClick={() => void addOne(titles.join(" "))}
            disabled={findTitleFault([titles.join(" ")]) !== null}
          >
            Add as one card
          </Button>
        )}
        <Button size="sm" variant="ghost" onClick={close}>
          Close
        </Button>
      </div>
    </div>
  );
}

type OpenerProps = {
  ref: Ref<HTMLButtonElement>;
  /** Of the place to which the card is added. */
  name: string;
  /** What is half written; empty where nothing is. */
  drafted: string;
  onOpen: () => void;
};

function Opener({ ref, name, drafted, onOpen }: OpenerProps) {
  return (
    <div className="shrink-0 p-2">
      <Button
        ref={ref}
        variant="ghost"
        size="sm"
        data-quick-add
        className="w-full justify-start text-muted-foreground"
        onClick={onOpen}
      >
        <Plus aria-hidden />
        Add a card
        <span className="sr-only">{` to ${name}`}</span>
        {drafted && (
          <span dir="auto" className="min-w-0 truncate text-xs italic">
            {`Draft: ${drafted}`}
          </span>
        )}
      </Button>
    </div>
  );
}

function WhyRefused({ id, refusal }: { id: string; refusal: Refusal }) {
  const { openCard } = useBoard();
  const boardKey = useShown((model) => model.facts.key);
  return (
    <div role="alert" className="flex flex-col gap-1 text-xs">
      <p id={id} className="font-medium text-danger">
        {refusal.title}
      </p>
      {refusal.kind === "limit" &&
        refusal.limits.map((limit) => (
          <HolderList key={limit.limitId} limit={limit} boardKey={boardKey} onOpenCard={openCard} />
        ))}
    </div>
  );
}

/** The two ways to add what was typed. `refused`: what did not go in, and why. */
function useAddCards(column: ColumnView, laneId: string | null, draft: DraftField) {
  const { store, attempt, announce, keepInSight } = useBoard();
  const boardId = useShown((model) => model.facts.id);
  const [refused, setRefused] = useState<Unwanted | null>(null);
  const place = { columnId: column.id, laneId };

  const send = async (title: string, what: string, tryOnce: (consent: Consent) => Promise<Outcome>) => {
    draft.end();
    setRefused(null);
    const outcome = await attempt(what, tryOnce, true);
    if (outcome.ok) {
      if (outcome.card) keepInSight(outcome.card);
      return true;
    }
    setRefused({ title, refusal: namingLine(outcome.refusal, title, store.getShown()) });
    draft.giveBack(title);
    return false;
  };
  return {
    refused,
    forget: () => setRefused(null),
    addOne: (title: string) =>
      send(title, `Add “${title}”`, ({ override }) => store.createCard({ ...place, title, override })),
    addEach: async (titles: readonly string[]) => {
      const items = titles.map((title) => ({ ...place, title }));
      const isDone = await send(titles.join("\n"), `Add ${titles.length} cards`, ({ override }) =>
        store.change(() => createCards(boardId, { items, override })),
      );
      if (isDone) announce(`Added ${titles.length} cards.`);
    },
  };
}

/** Of a list that did not go in, says which line did not fit, and names as holders only cards that are there. */
function namingLine(refusal: Refusal, text: string, { cards }: BoardModel): Refusal {
  if (refusal.kind !== "limit" || refusal.index === undefined) return refusal;
  const title = `No card was added: “${titlesOf(text)[refusal.index]}” does not fit. ${refusal.title}`;
  const limits = refusal.limits.map((limit) => ({
    ...limit,
    holders: limit.holders.filter(({ cardId }) => cards.has(cardId)),
  }));
  return { ...refusal, title, limits };
}
