"use client";

import { Callout } from "@/components/ui/callout";
import type { BoardModel } from "@/lib/client/board/model";
import { useNow } from "@/lib/client/clock/use-now";
import { dayMs } from "@/lib/domain/duration";
import { useShown } from "../context/board-context";

/** The latest instant at which a card came into its column; empty on a board without cards. */
function findNewest({ cards }: BoardModel): string {
  let newest = "";
  for (const { enteredColumnAt } of cards.values()) if (enteredColumnAt > newest) newest = enteredColumnAt;
  return newest;
}

/** Says that cards of the board are dated in the future, which a clock that was wrong has done, and who can mend it. */
export function AheadNotice() {
  const now = useNow();
  const newest = useShown(findNewest);
  if (newest === "" || Date.parse(newest) - now < dayMs) return null;
  return (
    <Callout tone="warning" title="This board is dated in the future" className="mx-3 my-1">
      {`A clock was wrong: changes are dated up to ${newest.slice(0, 10)}. Cards move as ever, but reports leave out what is dated later than today. An administrator of the server can date it back, with nothing lost: `}
      <code>npm run admin -- mend-clock</code>
    </Callout>
  );
}
