"use client";

import { useId } from "react";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { type NamedLimit, nameOfClass } from "@/lib/client/limits/words";
import type { BoardSnapshot } from "@/lib/contracts/board";
import { classesOfService } from "@/lib/domain/board";
import { can } from "@/lib/domain/permission";
import { ColumnChoice } from "./column-choice";

type ScopeFieldsProps = {
  board: Pick<BoardSnapshot, "columns" | "lanes" | "members">;
  scope: NamedLimit;
  onChange: (scope: NamedLimit) => void;
};

const any = "any";
const each = "each";

/** What a limit covers: columns, a lane, people and a class of service, in any combination. */
export function ScopeFields({ board, scope, onChange }: ScopeFieldsProps) {
  const set = (part: Partial<NamedLimit>) => onChange({ ...scope, ...part });
  return (
    <div className="flex flex-col gap-3">
      <ColumnChoice
        columns={board.columns}
        chosen={scope.columnIds}
        onChange={(columnIds) => set({ columnIds })}
      />
      {scope.columnIds.length === 0 && (
        <p className="text-xs text-muted-foreground">
          None chosen: every column in which cards wait or are worked on.
        </p>
      )}
      <div className="grid gap-3 sm:grid-cols-3">
        {board.lanes.length > 0 && (
          <Choice
            label="Lane"
            value={scope.laneId ?? any}
            options={[
              { value: any, label: "Every lane" },
              ...board.lanes.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(value) => set({ laneId: value === any ? null : value })}
          />
        )}
        <Choice
          label="People"
          value={scope.perPerson ? each : (scope.userId ?? any)}
          options={[
            { value: any, label: "Everybody" },
            { value: each, label: "Each person" },
            ...board.members
              .filter(({ role, userId }) => can(role, "card:write") || userId === scope.userId)
              .map(({ userId, name }) => ({ value: userId, label: name })),
          ]}
          onChange={(value) =>
            set({ perPerson: value === each, userId: value === any || value === each ? null : value })
          }
        />
        <Choice
          label="Class of service"
          value={scope.classOfService ?? any}
          options={[
            { value: any, label: "Every class" },
            ...classesOfService.map((name) => ({ value: name, label: nameOfClass(name) })),
          ]}
          onChange={(value) =>
            set({ classOfService: classesOfService.find((name) => name === value) ?? null })
          }
        />
      </div>
    </div>
  );
}

type ChoiceProps = {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
};

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Select value={value} onValueChange={onChange}>
        <SelectTrigger id={id} className="w-full justify-between">
          <span className="min-w-0 truncate">
            <SelectValue />
          </span>
        </SelectTrigger>
        <SelectContent>
          {options.map((option) => (
            <SelectItem key={option.value} value={option.value}>
              {option.label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </div>
  );
}
