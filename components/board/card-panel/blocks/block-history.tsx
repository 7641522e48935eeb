"use client";

import { useShown } from "@/components/board/context/board-context";
import { blockElapsedMs, totalBlockedMs } from "@/lib/client/cards/blocked-time";
import { useNow } from "@/lib/client/clock/use-now";
import { spokenDuration } from "@/lib/client/format/durations";
import { plural } from "@/lib/client/format/plural";
import { useLocale } from "@/lib/client/format/use-locale";
import type { BlockView, CardDetail } from "@/lib/contracts/card";

/** What a block is about, as a sentence begins. */
export function nameOfCategory(category: string): string {
  return category.charAt(0).toUpperCase() + category.slice(1);
}

function useNameOf(): (userId: string | null) => string {
  const members = useShown((model) => model.people);
  return (userId) => members.find((member) => member.userId === userId)?.name ?? "Somebody";
}

/** Whether the card was finished, or left the board, with the block still on it. */
export function isOver({ stretches }: BlockView): boolean {
  return stretches.every(({ to }) => to !== null);
}

/** Why the card is blocked, or was when it was finished, for how long and by whom. */
export function PresentBlock({ block }: { block: BlockView }) {
  const now = useNow();
  const nameOf = useNameOf();
  return (
    <>
      <p dir="auto" className="font-medium wrap-anywhere">
        {block.reason}
      </p>
      <p className="text-muted-foreground">
        {`${nameOfCategory(block.category)}. `}
        {isOver(block) ? "It was blocked for " : "Blocked for "}
        {`${spokenDuration(blockElapsedMs(block, now))} by `}
        {`${nameOf(block.blockedById)}.`}
      </p>
    </>
  );
}

/** How long the card was blocked in all, and the blocks that are over, the newest first. */
export function PastBlocks({ card }: { card: CardDetail }) {
  const now = useNow();
  const locale = useLocale();
  const nameOf = useNameOf();
  const past = card.blocks.filter((block) => block.unblockedAt !== null).toReversed();
  if (past.length === 0) return null;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  return (
    <details className="text-sm">
      <summary className="cursor-pointer rounded-sm text-muted-foreground outline-none focus-visible:ring-2 focus-visible:ring-ring">
        {`Blocked for ${spokenDuration(totalBlockedMs(card.blocks, now))} in all, with ${plural(past.length, "past block")}`}
      </summary>
      <ul className="mt-2 flex flex-col gap-2">
        {past.map((block) => (
          <li key={block.blockedAt} className="rounded-md border border-border p-2">
            <p dir="auto" className="wrap-anywhere">
              {block.reason}
            </p>
            <p className="text-xs text-muted-foreground">
              {`${nameOfCategory(block.category)}, ${spokenDuration(blockElapsedMs(block, now))} from `}
              <time dateTime={block.blockedAt}>{format.format(Date.parse(block.blockedAt))}</time>
              {`. ${nameOf(block.blockedById)} blocked it, ${nameOf(block.unblockedById)} unblocked it.`}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
