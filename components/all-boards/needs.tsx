import { CircleCheck } from "lucide-react";
import { attentionIcons } from "@/components/reports/overview/attention-list";
import {
  type AttentionItem,
  type AttentionKind,
  andonItems,
  attentionKinds,
  blockedItems,
  lateItems,
} from "@/components/reports/overview/attention-words";
import { Badge } from "@/components/ui/badge";
import { PageLink } from "@/components/ui/page-link";
import { plural } from "@/lib/client/format/plural";
import type { BoardStanding } from "@/lib/contracts/reports/standing";
import { linkLook } from "./link-look";

const maxItems = 3;

/** Where a kind of need is dealt with. */
const placeOf: Record<AttentionKind, string> = {
  andons: "",
  late: "/reports#overview",
  blocked: "/reports#overview",
  overLimits: "/limits",
  atRisk: "/reports#overview",
  fullLimits: "/limits",
};

const tones = {
  andons: "danger",
  late: "danger",
  blocked: "danger",
  overLimits: "danger",
  atRisk: "warning",
  fullLimits: "neutral",
} as const satisfies Record<AttentionKind, string>;

type NeedsProps = { board: BoardStanding; now: number };

/** What needs attention on a board: how much of each kind, and the foremost. `now`: epoch ms. */
export function Needs({ board, now }: NeedsProps) {
  if (attentionKinds.every(({ kind }) => board.need[kind] === 0)) {
    return (
      <p className="mt-2 flex items-center gap-1.5 text-sm text-muted-foreground">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-success" /> Nothing needs attention.
      </p>
    );
  }
  return (
    <>
      <Kinds board={board} />
      <ul className="mt-2 flex flex-col gap-1">
        {foremostOf(board, now).map((item) => (
          <li key={item.words + item.id} className="min-w-0 text-sm">
            <PageLink href={item.href} className={`block truncate ${linkLook}`}>
              <bdi>{item.name}</bdi>
            </PageLink>
            <p className="truncate text-xs text-muted-foreground">{item.words}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function foremostOf(board: BoardStanding, now: number): AttentionItem[] {
  const { id, key, foremost } = board;
  const place = { boardId: id, boardKey: key };
  const after = (words: string) => (item: AttentionItem) => ({ ...item, words: `${words} ${item.words}` });
  return [
    ...andonItems(place, foremost.andons, now).map(after("Andon pulled")),
    ...lateItems(place, foremost.late, board).map(after("Late:")),
    ...blockedItems(place, foremost.blocked, now).map(after("Blocked")),
  ].slice(0, maxItems);
}

function Kinds({ board: { id, name, need } }: { board: BoardStanding }) {
  return (
    <ul aria-label={`What needs attention on ${name}`} className="mt-2 flex flex-wrap gap-1.5">
      {attentionKinds
        .filter(({ kind }) => need[kind] > 0)
        .map(({ kind, one, many }) => {
          const Icon = attentionIcons[kind];
          return (
            <li key={kind}>
              <PageLink
                href={`/boards/${id}${placeOf[kind]}`}
                className="block rounded-full outline-none hover:brightness-95 focus-visible:ring-2 focus-visible:ring-ring dark:hover:brightness-110"
              >
                <Badge tone={tones[kind]} className="py-1">
                  <Icon aria-hidden /> {plural(need[kind], one, many)}
                </Badge>
              </PageLink>
            </li>
          );
        })}
    </ul>
  );
}
