"use client";

import { Archive, ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { useState } from "react";
import { useCarried, useDropPlace } from "@/components/drag/drag-area";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { donePartOf } from "@/lib/client/board/split-columns";
import { updateColumn } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { ColumnView } from "@/lib/contracts/board";
import { type ColumnKind, columnKinds } from "@/lib/domain/board";
import { NameInput } from "../rows/name-input";
import { ArchiveColumnDialog } from "./archive-column-dialog";
import { ColumnLimit } from "./column-limit";
import { ColumnParts } from "./column-parts";
import { ColumnPolicies } from "./column-policies";

const kindNames: Record<ColumnKind, string> = {
  backlog: "Backlog",
  queue: "Queue (waiting)",
  active: "Active (worked on)",
  done: "Done",
};

type KindSelectProps = {
  value: ColumnKind;
  label: string;
  isEditable?: boolean;
  onChange: (kind: ColumnKind) => void;
};

export function KindSelect({ value, label, isEditable = true, onChange }: KindSelectProps) {
  return (
    <Select value={value} onValueChange={(kind) => onChange(kind as ColumnKind)} disabled={!isEditable}>
      <SelectTrigger aria-label={label} className="w-44 justify-between">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {columnKinds.map((kind) => (
          <SelectItem key={kind} value={kind}>
            {kindNames[kind]}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

type ColumnRowProps = {
  column: ColumnView;
  onMoveUp: (() => void) | null;
  onMoveDown: (() => void) | null;
};

/** One column: its place, name, kind, own limit, exit policies, and its done part while it is split. */
export function ColumnRow({ column, onMoveUp, onMoveDown }: ColumnRowProps) {
  const { snapshot, canConfigure, change } = useSettings();
  const donePart = donePartOf(snapshot.columns, column.id);
  const drag = useCarried(column.id, canConfigure);
  const drop = useDropPlace(column.id);
  const offset = drag.offsetY === null ? undefined : { transform: `translateY(${drag.offsetY}px)` };
  return (
    <li
      ref={drop.setNodeRef}
      className={cn("rounded-lg border border-transparent", drop.isOver && !drag.isDragging && "border-ring")}
    >
      <div
        ref={drag.setNodeRef}
        style={offset}
        className={cn(
          "flex flex-wrap items-center gap-2 rounded-lg border border-border bg-card p-2",
          drag.isDragging && "relative z-10 shadow-lg",
        )}
      >
        {canConfigure && (
          <Button
            variant="ghost"
            size="icon"
            aria-label={`Drag ${column.name} to another place`}
            className="cursor-grab touch-none text-muted-foreground max-sm:hidden"
            {...drag.attributes}
            {...drag.listeners}
          >
            <GripVertical aria-hidden />
          </Button>
        )}
        <ColumnName column={column} />
        <KindSelect
          value={column.kind}
          label={`Kind of ${column.name}`}
          isEditable={canConfigure && donePart === null}
          onChange={(kind) => void change("Kind changed", () => updateColumn(column.id, { kind }))}
        />
        <ColumnLimit column={column} />
        {canConfigure && <ColumnActions column={column} onMoveUp={onMoveUp} onMoveDown={onMoveDown} />}
        <div className="flex w-full flex-wrap gap-1 sm:pl-9">
          <ColumnPolicies column={column} />
          {canConfigure && <ColumnParts column={column} donePart={donePart} />}
        </div>
        {donePart && <DonePart column={donePart} />}
      </div>
    </li>
  );
}

/** The part in which finished cards wait: a name and exit policies of its own, everything else is the column's. */
function DonePart({ column }: { column: ColumnView }) {
  return (
    <div className="flex w-full flex-wrap items-center gap-2 border-t border-border pt-2 sm:pl-9">
      <span className="text-sm text-muted-foreground max-sm:w-full">Done part</span>
      <ColumnName column={column} />
      <ColumnPolicies column={column} />
    </div>
  );
}

function ColumnActions({ column, onMoveUp, onMoveDown }: ColumnRowProps) {
  const [isArchiving, setArchiving] = useState(false);
  return (
    <span className="ml-auto flex">
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Move ${column.name} to the left`}
        disabled={!onMoveUp}
        onClick={() => onMoveUp?.()}
      >
        <ArrowUp aria-hidden />
      </Button>
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Move ${column.name} to the right`}
        disabled={!onMoveDown}
        onClick={() => onMoveDown?.()}
      >
        <ArrowDown aria-hidden />
      </Button>
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Archive ${column.name}`}
        onClick={() => setArchiving(true)}
      >
        <Archive aria-hidden />
      </Button>
      <ArchiveColumnDialog column={column} isOpen={isArchiving} onOpenChange={setArchiving} />
    </span>
  );
}

function ColumnName({ column }: { column: ColumnView }) {
  const { change } = useSettings();
  return (
    <NameInput
      place={`column-name:${column.id}`}
      name={column.name}
      onRename={(name) => change("Column renamed", () => updateColumn(column.id, { name }))}
    />
  );
}
