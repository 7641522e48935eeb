import { ChartSpline, Gauge, Kanban, Settings2 } from "lucide-react";
import { PaperHead } from "@/components/layout/paper-head";
import { cn } from "@/components/ui/cn";
import { PageLink } from "@/components/ui/page-link";

const places = [
  { id: "board", path: "", name: "Board", Icon: Kanban },
  { id: "limits", path: "/limits", name: "Limits", Icon: Gauge },
  { id: "reports", path: "/reports", name: "Reports", Icon: ChartSpline },
  { id: "settings", path: "/settings", name: "Settings", Icon: Settings2 },
] as const;

type BoardHeaderProps = { boardId: string; name: string; current: (typeof places)[number]["id"] };

/** The board's name, and the ways to its parts. */
export function BoardHeader({ boardId, name, current }: BoardHeaderProps) {
  return (
    <div className="flex h-12 shrink-0 items-center gap-4 border-b border-border px-4">
      <PaperHead text={name} />
      <h1 dir="auto" className="min-w-0 truncate text-base font-semibold">
        {name}
      </h1>
      <nav aria-label="Board" data-print="hide" className="ml-auto flex gap-1">
        {places.map(({ id, path, name: place, Icon }) => (
          <PageLink
            key={id}
            href={`/boards/${boardId}${path}`}
            aria-current={id === current ? "page" : undefined}
            className={cn(
              "inline-flex h-8 items-center gap-1.5 rounded-md px-2.5 text-sm text-muted-foreground outline-none hover:bg-accent hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring",
              id === current && "bg-accent font-medium text-foreground",
            )}
          >
            <Icon aria-hidden className="size-4" />
            <span className="max-sm:sr-only">{place}</span>
          </PageLink>
        ))}
      </nav>
    </div>
  );
}
