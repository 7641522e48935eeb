"use client";

import type { LucideIcon } from "lucide-react";
import { Archive, FileDown, Keyboard, Undo2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { BoardFilter } from "@/lib/client/board/filter";
import { ConnectionMark } from "../connection/connection-mark";
import { useBoard } from "../context/board-context";
import { FilterBar } from "./filter-bar";

type BoardToolbarProps = {
  filter: BoardFilter;
  onFilterChange: (part: Partial<BoardFilter>) => void;
  onShowArchive: () => void;
  onShowHelp: () => void;
  onImport: () => void;
};

export function BoardToolbar(props: BoardToolbarProps) {
  const { canWrite, undo } = useBoard();
  return (
    <div className="flex shrink-0 items-center gap-2 px-3 py-2">
      <FilterBar filter={props.filter} onChange={props.onFilterChange} />
      <span className="ml-auto flex shrink-0 items-center gap-1">
        <ConnectionMark />
        {canWrite && (
          <>
            <IconButton label="Undo my last action" Icon={Undo2} onClick={() => void undo()} />
            <IconButton label="Import cards" Icon={FileDown} onClick={props.onImport} />
          </>
        )}
        <Button variant="ghost" size="sm" onClick={props.onShowArchive}>
          <Archive aria-hidden />
          <span className="max-md:sr-only">Archived</span>
        </Button>
        <IconButton
          label="Keyboard shortcuts"
          Icon={Keyboard}
          className="pointer-coarse:hidden"
          onClick={props.onShowHelp}
        />
      </span>
    </div>
  );
}

type IconButtonProps = { label: string; Icon: LucideIcon; className?: string; onClick: () => void };

function IconButton({ label, Icon, className, onClick }: IconButtonProps) {
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={label}
      title={label}
      className={cn("size-8", className)}
      onClick={onClick}
    >
      <Icon aria-hidden />
    </Button>
  );
}
