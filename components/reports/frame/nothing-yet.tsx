import { ChartSpline } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageLink } from "@/components/ui/page-link";

/** What stands on the reports page of a board on which no card has moved. */
export function NothingYet({ boardId }: { boardId: string }) {
  return (
    <EmptyState
      icon={ChartSpline}
      title="Nothing has moved yet"
      action={
        <Button asChild>
          <PageLink href={`/boards/${boardId}`}>Go to the board</PageLink>
        </Button>
      }
    >
      Every figure here is counted from the moves of cards. Make a card and move it, and the charts begin.
    </EmptyState>
  );
}
