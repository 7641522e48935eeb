import fc from "fast-check";
import { expect, test } from "vitest";
import { cardsIn, toBoardModel, withCard } from "@/lib/client/board/model";
import { type BoardAction, initialBoardState, reduceBoard } from "@/lib/client/board/state";
import type { BoardEvent } from "@/lib/contracts/activity";
import type { CardView } from "@/lib/contracts/card";
import { keysBetween, type OrderKey } from "@/lib/domain/order-key";
import { buildBoard, idOf } from "./board-fixture";

const words = ["a", "b", "c", "d", "e", "f"];
const columns = ["todo", "doing", "review", "done"];
const snapshot = buildBoard({ todo: words });

const step = fc.record({
  word: fc.constantFrom(...words),
  column: fc.constantFrom(...columns),
  isMine: fc.boolean(),
  isRefused: fc.boolean(),
  answerComesLater: fc.nat(6),
});

/** What the server does with the steps: its board after them, the events it sends, the answers it gives. */
function play(
  steps: { word: string; column: string; isMine: boolean; isRefused: boolean; answerComesLater: number }[],
) {
  let model = toBoardModel(snapshot);
  let version = snapshot.board.version;
  const timeline: { at: number; action: BoardAction }[] = [];
  steps.forEach((each, index) => {
    const id = String(index);
    const cardId = idOf(each.word);
    const columnId = idOf(each.column);
    if (each.isMine) {
      timeline.push({
        at: index,
        action: { type: "begun", command: { id, type: "move", cardId, to: { columnId } } },
      });
      if (each.isRefused) {
        timeline.push({ at: index + each.answerComesLater, action: { type: "refused", commandId: id } });
        return;
      }
    }
    const last = cardsIn(model, columnId)
      .filter((card) => card.id !== cardId)
      .at(-1);
    const known = model.cards.get(cardId) as CardView;
    const card = {
      ...known,
      columnId,
      position: keysBetween((last?.position ?? null) as OrderKey | null, null, 1)[0] ?? "",
      version: known.version + 1,
    };
    model = withCard(model, card);
    version += 1;
    const live: BoardEvent = {
      version,
      type: "card.moved",
      at: card.enteredColumnAt,
      actorId: null,
      cardId,
      detail: {},
      card,
    };
    timeline.push({ at: index, action: { type: "event", event: live } });
    if (each.isMine) {
      timeline.push({
        at: index + each.answerComesLater,
        action: { type: "done", commandId: id, cards: [card], boardVersion: version },
      });
    }
  });
  return { model, actions: timeline.sort((a, b) => a.at - b.at).map(({ action }) => action) };
}

test("whatever the order of answers, the screen ends with the server's board", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const { model, actions } = play(steps);
      const end = actions.reduce(reduceBoard, initialBoardState(snapshot));
      expect(end.pending).toEqual([]);
      for (const column of columns) {
        expect(cardsIn(end.shown, idOf(column))).toEqual(cardsIn(model, idOf(column)));
      }
    }),
  );
});

test("no card is ever lost or shown twice while commands are pending", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let state = initialBoardState(snapshot);
      for (const action of play(steps).actions) {
        state = reduceBoard(state, action);
        const shown = columns.flatMap((column) => cardsIn(state.shown, idOf(column)).map((card) => card.id));
        expect(shown.toSorted()).toEqual(words.map(idOf).toSorted());
      }
    }),
  );
});
