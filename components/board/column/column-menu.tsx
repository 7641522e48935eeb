"use client";

import { History, ListChecks, MoreHorizontal, Siren } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { wholeOf } from "@/lib/client/board/split-columns";
import type { ColumnView } from "@/lib/contracts/board";
import { AndonHistory } from "../andon/andon-history";
import { PullAndonDialog } from "../andon/pull-andon-dialog";
import { useBoard, useShown } from "../context/board-context";
import { ExitPolicyList } from "./exit-policy-list";

type Opened = "pull" | "history" | "policies" | null;

/** What can be done with a whole column. In a split column both parts have the same andon. */
export function ColumnMenu({ column }: { column: ColumnView }) {
  const { canWrite } = useBoard();
  const whole = useShown((model) => wholeOf(model.columns, column));
  const [opened, setOpened] = useState<Opened>(null);
  const dialog = (which: Opened) => ({
    isOpen: opened === which,
    onOpenChange: (isOpen: boolean) => setOpened(isOpen ? which : null),
  });
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            size="icon"
            aria-label={`Actions for the column ${column.name}`}
            className="-mr-1.5 size-7 text-muted-foreground pointer-coarse:size-9"
          >
            <MoreHorizontal aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="w-56">
          {canWrite && !whole.andon && (
            <DropdownMenuItem onSelect={() => setOpened("pull")}>
              <Siren aria-hidden />
              Pull the andon…
            </DropdownMenuItem>
          )}
          <DropdownMenuItem onSelect={() => setOpened("history")}>
            <History aria-hidden />
            Past pulls of the andon
          </DropdownMenuItem>
          {column.policies.length > 0 && (
            <DropdownMenuItem onSelect={() => setOpened("policies")}>
              <ListChecks aria-hidden />
              Exit policies
            </DropdownMenuItem>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <PullAndonDialog column={whole} {...dialog("pull")} />
      <AndonHistory {...dialog("history")} />
      <ExitPolicyList column={column} {...dialog("policies")} />
    </>
  );
}
