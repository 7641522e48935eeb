"use client";

import { Check } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from "@/components/ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

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
export function ChoicePopover({ label, choices, chosen, onToggle, onCreate, children }: ChoicePopoverProps) {
  const [search, setSearch] = useState("");
  const wanted = search.trim();
  const isNew =
    wanted !== "" && !choices.some((choice) => choice.name.toLowerCase() === wanted.toLowerCase());
  return (
    <Popover onOpenChange={() => setSearch("")}>
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
        <Command>
          <CommandInput placeholder={label} value={search} onValueChange={setSearch} />
          <CommandList>
            {!(isNew && onCreate) && <CommandEmpty>Nothing found.</CommandEmpty>}
            <CommandGroup forceMount>
              {choices.map((choice) => (
                <CommandItem
                  key={choice.id}
                  value={`${choice.name} ${choice.id}`}
                  onSelect={() => onToggle(choice.id)}
                >
                  <Check aria-hidden className={cn("size-4", !chosen.includes(choice.id) && "invisible")} />
                  {choice.mark}
                  {chosen.includes(choice.id) && <span className="sr-only"> (chosen)</span>}
                </CommandItem>
              ))}
              {isNew && onCreate && (
                <CommandItem
                  value={`create ${wanted}`}
                  forceMount
                  onSelect={() => {
                    onCreate(wanted);
                    setSearch("");
                  }}
                >
                  {`Create “${wanted}”`}
                </CommandItem>
              )}
            </CommandGroup>
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}

/** The list with one member put in, or taken out where it was in. */
export function toggled(ids: readonly string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}
