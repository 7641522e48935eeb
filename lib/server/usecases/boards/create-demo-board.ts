import "server-only";
import { runDemo } from "../../import-worker/run-import";

/** Makes a board with a year of simulated history that ends yesterday. Without a team: the person's first. */
export async function createDemoBoard(
  userId: string,
  teamId: string | undefined,
): Promise<{ boardId: string }> {
  const { boardId } = await runDemo(userId, teamId);
  return { boardId };
}
