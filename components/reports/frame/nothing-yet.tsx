import { ChartSpline } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** What stands on the reports page of a board on which no card has moved. */
export function NothingYet({ boardId }: { boardId: string }) {
  return (
    <EmptyState
      icon={ChartSpline}
      title="Nothing has moved yet"
      action={
        <Button asChild>
          <Link href={`/boards/${boardId}`}>Go to the board</Link>
        </Button>
      }
    >
      Every figure here is counted from the moves of cards. Make a card and move it, and the charts begin.
    </EmptyState>
  );
}
