import { expect } from "vitest";
import { findBrokenLogs, findExceeded, findLost, findVersionGaps } from "./checks";
import { act } from "./doors";
import { refresh, type World } from "./world";

/** Everybody at work, through faults and without an answer, until told to stop. */
export function work(world: World, clients: number): { stop: () => Promise<void> } {
  let isOn = true;
  const rest = () => new Promise((resolve) => setTimeout(resolve, 25));
  const people = Array.from({ length: clients }, async () => {
    while (isOn) await act(world).catch(rest);
  });
  const readers = [...world.boards.keys()].map(async (boardId) => {
    while (isOn) {
      await refresh(world, boardId).catch(rest);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  });
  return {
    stop: async () => {
      isOn = false;
      await Promise.all([...people, ...readers]);
    },
  };
}

/** Every move that a client was told of is there, no limit was ever exceeded, and the logs are whole. */
export async function expectNothingLost(world: World): Promise<void> {
  const { client } = world.product;
  expect(await findLost(client, world.told), "moves that were told of and are not there").toEqual([]);
  for (const boardId of world.boards.keys()) {
    expect(await findExceeded(client, boardId)).toEqual([]);
  }
  expect(await findBrokenLogs(client)).toEqual([]);
  expect(await findVersionGaps(client)).toEqual([]);
}

/** Answers that are neither an answer nor "not now". */
export function findFailures(world: World): string[] {
  return [...world.tally].flatMap(([door, counts]) =>
    [...counts]
      .filter(([answer]) => answer.startsWith("5") && !answer.startsWith("503 "))
      .map(([answer, times]) => `${door}: ${answer} (${times})`),
  );
}
