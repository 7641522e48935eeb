import { Refused } from "../http/answer-error";
import { callApi } from "../http/api";
import { tellSignedIn } from "../http/page-owner";

/** What a one-time link is for: making the owner, a newcomer joining a team, or a member of another team joining it. */
export type LinkPurpose = "owner" | "newcomer" | "membership";

/**
 * Uses a one-time link up, and goes on to `next`. `onDone` is called before the page is left. Throws as `callApi` does; who
 * is in the team already goes on, too.
 */
export async function enterByLink(
  purpose: LinkPurpose,
  body: object,
  next: string,
  onDone: () => void = () => undefined,
): Promise<void> {
  try {
    await callApi(`/${purpose}`, { below: "/api/auth", method: "POST", body, holdsSecret: true });
  } catch (error) {
    const isIn =
      purpose === "membership" && error instanceof Refused && error.problem.code === "already-exists";
    if (!isIn) throw error;
  }
  onDone();
  tellSignedIn();
  window.location.assign(next);
}
