import { expect, test } from "vitest";
import { packLog } from "@/lib/flow/log/step-log";
import { at, history, logOf } from "../../support/history";

test("a log of mixed cards is packed card by card, in order of appearance", () => {
  const log = packLog(
    logOf(
      history("A").enters("ready", "2026-03-01 08:00").enters("done", "2026-03-03 08:00"),
      history("B").enters("ready", "2026-03-02 08:00").leaves("2026-03-04 08:00"),
    ),
  );
  expect([0, 1].map((card) => log.cardIdOf(card))).toEqual(["A", "B"]);
  expect([...log.firsts]).toEqual([0, 2, 4]);
  expect([...log.columns].map((place) => log.columnIds[place])).toEqual(["ready", "done", "ready", null]);
  expect([...log.instants]).toEqual(["01", "03", "02", "04"].map((day) => at(`2026-03-${day} 08:00`)));
});

test("of a plain card there is no past, no departure, and nothing was found", () => {
  const { carried, departed, found } = packLog(
    logOf(history("A").enters("ready", "2026-03-01 08:00").leaves("2026-03-02 08:00")),
  );
  expect([carried.size, departed.size, found.size]).toEqual([0, 0, 0]);
});

test("who came from another board, who went to one, and who was found, by the card", () => {
  const { carried, departed, found } = packLog(
    logOf(
      history("plain").enters("ready", "2026-03-01 08:00"),
      history("came").arrives("ready", "2026-03-02 08:00", { createdAt: 7 }),
      history("went").enters("ready", "2026-03-03 08:00").departs("2026-03-04 08:00"),
      history("found").isFoundIn("ready", "2026-03-05 08:00"),
    ),
  );
  expect([...carried].map(([card, { createdAt }]) => [card, createdAt])).toEqual([[1, 7]]);
  expect([...departed]).toEqual([2]);
  expect([...found]).toEqual([3]);
});
