"use client";

import { Archive, Keyboard } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { BoardFilter } from "@/lib/client/board-filter";
import type { ConnectionState } from "@/lib/client/live-updates";
import { ConnectionMark } from "./connection-mark";
import { FilterBar } from "./filter-bar";

type BoardToolbarProps = {
  filter: BoardFilter;
  onFilterChange: (filter: BoardFilter) => void;
  connection: ConnectionState;
  isSaving: boolean;
  onShowArchive: () => void;
  onShowHelp: () => void;
};

export function BoardToolbar(props: BoardToolbarProps) {
  return (
    <div className="flex shrink-0 items-center gap-2 px-3 py-2">
      <FilterBar filter={props.filter} onChange={props.onFilterChange} />
      <span className="ml-auto flex shrink-0 items-center gap-1">
        <ConnectionMark state={props.connection} isSaving={props.isSaving} />
        <Button variant="ghost" size="sm" onClick={props.onShowArchive}>
          <Archive aria-hidden />
          <span className="max-md:sr-only">Archived</span>
        </Button>
        <Button
          variant="ghost"
          size="icon"
          aria-label="Keyboard shortcuts"
          className="size-8 pointer-coarse:hidden"
          onClick={props.onShowHelp}
        >
          <Keyboard aria-hidden />
        </Button>
      </span>
    </div>
  );
}
