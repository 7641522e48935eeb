import "server-only";
import { buildDemoBoard } from "@/prisma/demo/demo-board";
import { writeBoard } from "./import-board";

/** Makes a board with a year of simulated history that ends yesterday. Without a team: the person's first. */
export async function createDemoBoard(
  userId: string,
  teamId: string | undefined,
): Promise<{ boardId: string }> {
  const { boardId } = await writeBoard(userId, teamId, buildDemoBoard(Date.now()), "demo");
  return { boardId };
}
