import { Waves } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageLink } from "@/components/ui/page-link";
import { plural } from "@/lib/client/format/plural";
import type { TeamStanding } from "@/lib/contracts/reports/standing";
import { isUrgent } from "@/lib/flow/boards/attention";
import { BoardStanding } from "./board-standing";
import { TeamTogether } from "./team-together";

/** All boards of a person by team, those that need attention most first. `asOf`: ISO 8601. */
export function AllBoardsScreen({ teams, asOf }: { teams: TeamStanding[]; asOf: string }) {
  if (teams.length === 0) {
    return (
      <EmptyState
        icon={Waves}
        title="No boards yet"
        action={
          <Button asChild>
            <PageLink href="/">Go to your boards</PageLink>
          </Button>
        }
      >
        As soon as a team of yours has a board, its figures stand here.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-10">
      {teams.length > 1 && <TeamLinks teams={teams} />}
      {teams.map((team) => (
        <section key={team.id} aria-labelledby={`team-${team.id}`}>
          <div className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <h2 id={`team-${team.id}`} className="scroll-mt-4 text-lg font-semibold">
              <bdi>{team.name}</bdi>
            </h2>
            {team.boards.length > 1 && (
              <p className="text-sm text-muted-foreground">
                {plural(team.boards.length, "board")} together.{" "}
                <PageLink href="/definitions#team" className="font-medium text-primary hover:underline">
                  How this is counted
                </PageLink>
              </p>
            )}
          </div>
          {team.boards.length > 1 && <TeamTogether team={team} />}
          <ul className="flex flex-col gap-4">
            {team.boards.map((board) => (
              <li key={board.id}>
                <BoardStanding board={board} now={Date.parse(asOf)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Where each team stands, and the way to its boards. */
function TeamLinks({ teams }: { teams: TeamStanding[] }) {
  return (
    <nav aria-label="Teams">
      <ul className="flex flex-wrap gap-2">
        {teams.map(({ id, name, boards }) => {
          const urgent = boards.filter(({ need }) => isUrgent(need)).length;
          return (
            <li key={id} className="w-full min-w-0 sm:w-auto">
              <a
                href={`#team-${id}`}
                className="flex flex-col rounded-lg border border-border bg-card px-3 py-2 shadow-xs outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring"
              >
                <span dir="auto" className="truncate text-sm font-medium">
                  {name}
                </span>
                <span className="text-xs text-muted-foreground">
                  {plural(boards.length, "board")},{" "}
                  {urgent === 0
                    ? "none with late, blocked or stopped work"
                    : `${urgent} with late, blocked or stopped work`}
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
