import type { LimitView } from "@/lib/contracts/limit";
import { holdersOf } from "@/lib/domain/limit";
import { can } from "@/lib/domain/permission";
import { admissionBoardOf, type BoardModel, type Person } from "../board/model";
import { type LimitLoad, limitLoadsOf, limitStateOf } from "./load";

/** How full a limit is for one person. */
export type PersonLoad = LimitLoad & { member: Person };

const personLoads = new WeakMap<BoardModel, readonly PersonLoad[]>();
const classLoads = new WeakMap<BoardModel, readonly LimitLoad[]>();

/**
 * How full the limits per person are, one after the other in the order of the members. People who do not work on cards, or
 * have left, and hold none are left out; limits over a lane belong to the lane. Made once per model.
 */
export function personLoadsOf(model: BoardModel): readonly PersonLoad[] {
  const known = personLoads.get(model);
  if (known) return known;
  const board = admissionBoardOf(model);
  const limits = model.limits.filter((limit) => limit.laneId === null && isAboutPeople(limit));
  const workers = new Set(
    model.members.filter(({ role }) => can(role, "card:write")).map(({ userId }) => userId),
  );
  const made = model.people.flatMap((member) =>
    limits
      .filter((limit) => limit.perPerson || limit.userId === member.userId)
      .map((limit) => {
        const count = holdersOf(board, limit, member.userId).length;
        return { limit, member, count, state: limitStateOf(count, limit.max) };
      })
      .filter(({ count }) => count > 0 || workers.has(member.userId)),
  );
  personLoads.set(model, made);
  return made;
}

/** How full the limits of classes of service are, those over a lane or a person left out. Made once per model. */
export function classLoadsOf(model: BoardModel): readonly LimitLoad[] {
  const known = classLoads.get(model);
  if (known) return known;
  const made = [...limitLoadsOf(model).values()].filter(
    ({ limit }) => limit.classOfService !== null && limit.laneId === null && !isAboutPeople(limit),
  );
  classLoads.set(model, made);
  return made;
}

function isAboutPeople(limit: LimitView): boolean {
  return limit.perPerson || limit.userId !== null;
}
