"use client";

import { Search, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { FilterChoice } from "@/components/ui/filter-choice";
import { Input } from "@/components/ui/input";
import { useTyped } from "@/components/ui/use-typed";
import { type BoardFilter, isFiltering, nobody, noFilter, noLabel } from "@/lib/client/board/filter";
import { nameOfClass } from "@/lib/client/limits/words";
import { type ClassOfService, classesOfService } from "@/lib/domain/board";
import { useShown } from "../context/board-context";

type FilterBarProps = { filter: BoardFilter; onChange: (part: Partial<BoardFilter>) => void };

/** Which cards to see. Kept in the address, so that a view can be sent to somebody. */
export function FilterBar({ filter, onChange }: FilterBarProps) {
  const labels = useShown((model) => model.labels);
  const people = useShown((model) => model.people);
  const [text, type, takeText] = useTyped(filter.text, (text) => onChange({ text }));
  const clear = () => {
    takeText("");
    onChange(noFilter);
  };
  return (
    <search className="-m-0.5 flex min-w-0 flex-1 items-center gap-2 overflow-x-auto p-0.5 [scrollbar-width:none]">
      <div className="relative w-36 shrink-0 sm:w-64">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
        />
        <Input
          type="search"
          data-board-search
          aria-label="Search cards"
          placeholder="Search cards"
          value={text}
          onChange={(event) => type(event.target.value)}
          className="h-8 pl-8"
        />
      </div>
      <FilterChoice
        name="Assignee"
        value={filter.assignee}
        options={[
          { value: nobody, text: "Nobody" },
          ...people.map(({ userId, name }) => ({ value: userId, text: name })),
        ]}
        onChange={(assignee) => onChange({ assignee })}
      />
      <FilterChoice
        name="Label"
        value={filter.labelId}
        options={
          labels.length === 0
            ? []
            : [
                { value: noLabel, text: "No label" },
                ...labels.map((label) => ({ value: label.id, text: label.name })),
              ]
        }
        onChange={(labelId) => onChange({ labelId })}
      />
      <FilterChoice
        name="Class"
        value={filter.classOfService}
        options={classesOfService.map((each) => ({ value: each, text: nameOfClass(each) }))}
        onChange={(value) => onChange({ classOfService: value as ClassOfService | null })}
      />
      {(isFiltering(filter) || text !== "") && (
        <Button variant="ghost" size="sm" onClick={clear}>
          <X aria-hidden />
          Clear
        </Button>
      )}
    </search>
  );
}
