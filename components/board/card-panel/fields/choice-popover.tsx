"use client";

import { Check } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Command, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { rankChoices } from "@/lib/client/cards/rank-choices";
import { comparable } from "@/lib/domain/text";

type Choice = { id: string; name: string; mark: ReactNode };

type ChoicePopoverProps = {
  /** What the field is, for those who hear it. */
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onToggle: (id: string) => void;
  /** Makes what was typed; leave out where nothing new can be made. */
  onCreate?: (name: string) => void;
  children: ReactNode;
};

/** Several of a list, found by typing. Stays open, so that more than one can be chosen. */
export function ChoicePopover({ label, children, ...list }: ChoicePopoverProps) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button
          variant="ghost"
          aria-label={`Change ${label.toLowerCase()}`}
          className="-ml-2 h-auto min-h-8 max-w-full justify-start px-2 py-1 font-normal whitespace-normal"
        >
          {children}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" className="w-64 p-0">
        <ChoiceList label={label} {...list} />
      </PopoverContent>
    </Popover>
  );
}

/** Stands for the row that makes something new; choices have ids. */
const create = "create";

/** Enter runs the row that is lit, and that is the best match of what was typed unless another was gone to. */
export function ChoiceList({
  label,
  choices,
  chosen,
  onToggle,
  onCreate,
}: Omit<ChoicePopoverProps, "children">) {
  const [typed, setTyped] = useState("");
  const [wentTo, setWentTo] = useState("");
  const name = typed.trim().replace(/\s+/gu, " ");
  const fitting = rankChoices(choices, name);
  const isNew =
    onCreate !== undefined &&
    name !== "" &&
    !choices.some((choice) => comparable(choice.name) === comparable(name));
  const rows = [...fitting.map(({ id }) => id), ...(isNew ? [create] : [])];
  const lit = rows.includes(wentTo) ? wentTo : (rows[0] ?? "");
  const type = (text: string) => {
    setTyped(text);
    setWentTo("");
  };
  return (
    <Command shouldFilter={false} loop label={label} value={lit} onValueChange={setWentTo}>
      <CommandInput placeholder={label} value={typed} maxLength={100} onValueChange={type} />
      <CommandList>
        {rows.length === 0 && <p className="py-6 text-center text-sm">Nothing found.</p>}
        {fitting.map((choice) => (
          <CommandItem key={choice.id} value={choice.id} onSelect={() => onToggle(choice.id)}>
            <Check aria-hidden className={cn("size-4", !chosen.includes(choice.id) && "invisible")} />
            {choice.mark}
            {chosen.includes(choice.id) && <span className="sr-only"> (chosen)</span>}
          </CommandItem>
        ))}
        {isNew && (
          <CommandItem
            value={create}
            onSelect={() => {
              onCreate(name);
              type("");
            }}
          >
            {`Create “${name}”`}
          </CommandItem>
        )}
      </CommandList>
    </Command>
  );
}

/** The list with one member put in, or taken out where it was in. */
export function toggled(ids: readonly string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}
