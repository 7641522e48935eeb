import "server-only";
import { buildDemoBoard } from "../demo/demo-board";
import { readClock } from "../store/clock/clock";
import { writeBoard } from "./import-board";

/** Simulates a year of a team's work and writes it as the board `boardId`. Runs in a worker: see `runDemo`. */
export async function writeDemoBoard(
  userId: string,
  teamId: string | undefined,
  boardId: string,
): Promise<{ boardId: string; cards: number; transitions: number }> {
  return writeBoard(userId, teamId, buildDemoBoard(await readClock()), "demo", boardId);
}
