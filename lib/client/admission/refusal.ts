import type { Problem } from "@/lib/contracts/problem";
import type { BoardModel } from "../board/model";
import { Outdated, Refused } from "../http/answer-error";
import { type FullLimit, type PulledAndon, sayFull, sayPulled, toFullLimitsOf } from "../limits/words";

/** Why something did not happen, ready for the screen. Only words of our own reach a person. */
export type Refusal =
  | {
      kind: "limit";
      title: string;
      detail: string;
      limits: readonly FullLimit[];
      overridable: boolean;
      /** Where the card may wait, when it could not enter a column. */
      waitingPlace?: WaitingPlace;
      /** Of several cards, the one that did not fit. */
      cardId?: string;
      /** Of a list of new cards, which one did not fit; counts from 0. */
      index?: number;
    }
  | { kind: "policy"; title: string; detail: string; policies: readonly { id: string; text: string }[] }
  | { kind: "conflict"; title: string; detail: string }
  | { kind: "gone"; title: string; detail: string }
  | { kind: "other"; title: string; detail: string; fields: Readonly<Record<string, string>> }
  | { kind: "unreachable"; title: string; detail: string }
  /** The person gave it up before it was saved. */
  | { kind: "taken-back"; title: string; detail: string };

/** A waiting list that a card may join: that of a column, and in which lane it would come in. */
export type WaitingPlace = { cardId: string; columnId: string; laneId?: string | null };

/** Words for limits that have no room. */
function refusalByLimits(
  limits: readonly FullLimit[],
  overridable: boolean,
): Extract<Refusal, { kind: "limit" }> {
  const detail = overridable
    ? "You may go on by giving a reason."
    : "Finish or move on one of these cards to make room.";
  return { kind: "limit", title: limits.map(sayFull).join(" "), detail, limits, overridable };
}

/** Words for a column whose andon is pulled. */
function refusalByAndon(andon: PulledAndon): Refusal {
  return {
    kind: "other",
    title: sayPulled(andon),
    detail: "It takes no new work until the andon is released. Help with what stopped it.",
    fields: {},
  };
}

/** Words for anything that a call threw. */
export function toRefusal(error: unknown, model: BoardModel): Refusal {
  if (error instanceof Outdated)
    return { kind: "unreachable", title: "Sluice has been updated", detail: error.message };
  if (!(error instanceof Refused)) {
    return {
      kind: "unreachable",
      title: "The server did not answer",
      detail: "Nothing was changed on your screen. Check the connection and try again.",
    };
  }
  const { problem } = error;
  switch (problem.code) {
    case "unauthenticated":
      return { kind: "unreachable", title: "You are signed out", detail: error.message };
    case "wip-limit-exceeded":
      return refusalByServer(problem, model);
    case "exit-policy-unmet":
      if (!problem.policies?.length) return otherRefusal(problem);
      return {
        kind: "policy",
        title: titleOfUnmet(problem.policies, model),
        detail: problem.detail,
        policies: problem.policies,
      };
    case "column-locked":
      return refusalByAndon({
        name: model.columns.find(({ id }) => id === problem.columnId)?.name ?? "The column",
        reason: problem.reason ?? "",
      });
    case "override-stale":
      return {
        kind: "conflict",
        title: "The limit has changed meanwhile",
        detail: "Look at it again, then decide.",
      };
    case "version-conflict":
      return { kind: "conflict", title: "Somebody changed this card meanwhile", detail: problem.detail };
    case "not-found":
    case "card-transferred":
    case "card-archived":
      return { kind: "gone", title: "This card is no longer on the board", detail: problem.detail };
    default:
      return otherRefusal(problem);
  }
}

/** Limits that the server found full; its own words where it did not say which, so that this page understands. */
function refusalByServer(problem: Problem, model: BoardModel): Refusal {
  const { limit, limits = limit ? [{ ...limit, holders: problem.holders ?? [] }] : [] } = problem;
  const full = toFullLimitsOf(limits, model);
  if (full.length === 0) return otherRefusal(problem);
  return {
    ...refusalByLimits(full, problem.overridable ?? false),
    ...(problem.cardId && { cardId: problem.cardId }),
    ...(problem.index !== undefined && { index: problem.index }),
  };
}

/** The server's own words. */
function otherRefusal({ title, detail, errors = [] }: Problem): Refusal {
  const fields = Object.fromEntries(errors.map(({ path, message }) => [path, message]));
  return { kind: "other", title, detail, fields };
}

/** All of the policies are of one column, the one that the card leaves: the first of them says which. */
function titleOfUnmet(policies: readonly { id: string }[], model: BoardModel): string {
  const column = model.columns.find((each) => each.policies.some(({ id }) => id === policies[0]?.id));
  return column ? `Not done in ${column.name} yet` : "Not done here yet";
}
