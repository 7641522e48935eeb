import { sayConstraint, sayExpectation } from "@/components/reports/overview/figure-words";
import { PageLink } from "@/components/ui/page-link";
import type { BoardStanding } from "@/lib/contracts/reports/standing";
import { linkLook } from "./link-look";

type BoardOutlookProps = {
  board: Pick<BoardStanding, "id" | "name" | "workingDays" | "expectation" | "constraint">;
};

/** What may be expected of a board's cards, and where to look first for what holds them up: two of a list of facts. */
export function BoardOutlook({ board }: BoardOutlookProps) {
  const { id, name, expectation, constraint } = board;
  const level = sayExpectation(expectation, board);
  return (
    <>
      <div className="col-span-2 min-w-0 sm:col-span-1">
        <dt className="text-xs text-muted-foreground">{level.name}</dt>
        <dd>
          <span className="block font-semibold tabular-nums">{level.level}</span>
          <span className="block text-xs text-muted-foreground">
            {level.words}
            {level.isMissed && (
              <>
                {" "}
                <span className="font-medium whitespace-nowrap text-danger">· missed</span>
              </>
            )}
          </span>
        </dd>
      </div>
      <div className="col-span-2 min-w-0">
        <dt className="text-xs text-muted-foreground">Probable constraint</dt>
        <dd>
          {constraint ? (
            <PageLink
              href={`/boards/${id}/reports#obstacles`}
              className={`font-semibold break-words ${linkLook}`}
            >
              {constraint.column}
              <span className="sr-only"> on {name}</span>
            </PageLink>
          ) : (
            <span className="font-semibold">none</span>
          )}
          <span className="block text-xs text-muted-foreground">
            {sayConstraint(constraint, expectation.tooFew)}
          </span>
        </dd>
      </div>
    </>
  );
}
