import { Plus, SquareKanban } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageLink } from "@/components/ui/page-link";
import { plural } from "@/lib/client/format/plural";
import type { BoardSummary } from "@/lib/contracts/board";
import type { MeView } from "@/lib/contracts/team";
import { can } from "@/lib/domain/permission";
import { ArchivedBoards } from "./archived-boards";

type BoardListProps = { boards: BoardSummary[]; archived: BoardSummary[]; teams: MeView["teams"] };

/** A person's boards, by team. */
export function BoardList({ boards, archived, teams }: BoardListProps) {
  if (teams.length === 0) {
    return (
      <EmptyState icon={SquareKanban} title="You are in no team yet">
        Ask the owner of a team for an invitation, or make a first board: it comes with a team of your own.
        <NewBoardLink className="mt-4" />
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-10">
      {teams.map((team) => (
        <section key={team.id} aria-labelledby={`team-${team.id}`}>
          <div className="mb-3 flex items-center justify-between gap-3">
            <h2 id={`team-${team.id}`} className="truncate text-sm font-medium text-muted-foreground">
              <bdi>{team.name}</bdi>
            </h2>
            {can(team.role, "board:create") && <NewBoardLink teamId={team.id} />}
          </div>
          <TeamBoards
            boards={boards.filter((board) => board.teamId === team.id)}
            mayCreate={can(team.role, "board:create")}
          />
          <ArchivedBoards boards={archived.filter((board) => board.teamId === team.id)} />
        </section>
      ))}
    </div>
  );
}

function NewBoardLink({ teamId, className }: { teamId?: string; className?: string }) {
  return (
    <Button asChild size="sm" className={className}>
      <PageLink href={teamId ? `/boards/new?team=${teamId}` : "/boards/new"}>
        <Plus aria-hidden /> New board
      </PageLink>
    </Button>
  );
}

function TeamBoards({ boards, mayCreate }: { boards: BoardSummary[]; mayCreate: boolean }) {
  if (boards.length === 0) {
    return (
      <EmptyState icon={SquareKanban} title="No boards yet">
        {mayCreate
          ? "Begin with a template, look at the demo board with a year of history, or import a board with its past."
          : "A lead or owner of this team can make one."}
      </EmptyState>
    );
  }
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {boards.map((board) => (
        <li key={board.id}>
          <article className="group relative flex h-full flex-col rounded-xl border border-border bg-card p-4 shadow-xs transition-colors hover:border-ring/60">
            <h3 className="font-semibold text-balance">
              <PageLink
                href={`/boards/${board.id}`}
                className="outline-none after:absolute after:inset-0 after:rounded-xl focus-visible:after:ring-2 focus-visible:after:ring-ring"
              >
                <bdi>{board.name}</bdi>
              </PageLink>
            </h3>
            <p className="mt-1 text-sm text-muted-foreground">
              {board.key} · {plural(board.cardCount, "card")} · {board.timeZone}
            </p>
            <PageLink
              href={`/boards/${board.id}/reports`}
              className="relative z-10 mt-4 w-fit rounded-sm text-sm font-medium text-primary outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
            >
              Reports<span className="sr-only"> of {board.name}</span>
            </PageLink>
          </article>
        </li>
      ))}
    </ul>
  );
}
