import { Ban, BellRing, ChevronsUp, Gauge, Hourglass, type LucideIcon, TimerOff } from "lucide-react";
import { PageLink } from "@/components/ui/page-link";
import { plural } from "@/lib/client/format/plural";
import { type AttentionItem, type AttentionKind, attentionKinds } from "./attention-words";

export const attentionIcons: Record<AttentionKind, LucideIcon> = {
  andons: BellRing,
  late: TimerOff,
  blocked: Ban,
  overLimits: ChevronsUp,
  atRisk: Hourglass,
  fullLimits: Gauge,
};

const maxShown = 4;

export type AttentionItems = Record<AttentionKind, AttentionItem[]>;

/** What needs attention, the most urgent first; each item opens the card or the place. */
export function AttentionList({ items }: { items: AttentionItems }) {
  return (
    <ul className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
      {attentionKinds
        .filter(({ kind }) => items[kind].length > 0)
        .map(({ kind, one, many }) => {
          const ofKind = items[kind];
          const Icon = attentionIcons[kind];
          return (
            <li key={kind} className="min-w-0">
              <p className="mb-1 flex items-center gap-1.5 text-sm font-medium">
                <Icon aria-hidden className="size-4 shrink-0 text-danger" />
                {plural(ofKind.length, one, many)}
              </p>
              <ItemLinks items={ofKind.slice(0, maxShown)} />
              {ofKind.length > maxShown && (
                <details className="px-2 text-sm">
                  <summary className="w-fit cursor-pointer rounded-sm py-1 text-primary outline-none focus-visible:ring-2 focus-visible:ring-ring">
                    {ofKind.length - maxShown} more
                  </summary>
                  <div className="-mx-2">
                    <ItemLinks items={ofKind.slice(maxShown)} />
                  </div>
                </details>
              )}
            </li>
          );
        })}
    </ul>
  );
}

function ItemLinks({ items }: { items: AttentionItem[] }) {
  return (
    <ul>
      {items.map(({ id, name, words, href }) => (
        <li key={id}>
          <PageLink
            href={href}
            className="block rounded-md px-2 py-1 text-sm outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring"
          >
            <span dir="auto" className="block truncate print:whitespace-normal">
              {name}
            </span>
            <span className="block truncate text-xs print:whitespace-normal text-muted-foreground">
              {words}
            </span>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
