import { sayShare } from "@/lib/client/limits/use-words";
import type { LimitUse } from "@/lib/contracts/limit";

/** Time with room, full, and over the limit, as parts of one slim bar; the words beside it say the same. */
export function UseBar({ use }: { use: LimitUse }) {
  const parts = [
    { name: "with room", share: 1 - use.shareFull, look: "bg-muted" },
    { name: "full", share: use.shareFull - use.shareOver, look: "bg-(--palette-orange)" },
    { name: "over", share: use.shareOver, look: "bg-(--palette-vermilion)" },
  ];
  return (
    <div
      role="img"
      aria-label={parts.map(({ name, share }) => `${name} ${sayShare(Math.max(0, share))}`).join(", ")}
      className="flex h-2 w-full gap-px overflow-hidden rounded-full"
    >
      {parts.map(
        ({ name, share, look }) =>
          share > 0 && <span key={name} className={look} style={{ width: `${share * 100}%` }} />,
      )}
    </div>
  );
}
