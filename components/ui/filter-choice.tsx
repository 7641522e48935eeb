"use client";

import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "./select";

const anything = "anything";

type FilterChoiceProps = {
  name: string;
  value: string | null;
  options: readonly { value: string; text: string }[];
  onChange: (value: string | null) => void;
};

/**
 * Narrows a list by one of its facts, or by none. Not there where nothing can be chosen, unless something is: what no
 * longer exists is named as gone, and can be taken off.
 */
export function FilterChoice({ name, value, options, onChange }: FilterChoiceProps) {
  if (options.length === 0 && value === null) return null;
  const chosen = options.find((option) => option.value === value);
  const text = value === null ? "any" : (chosen?.text ?? "no longer there");
  return (
    <Select
      value={value ?? anything}
      onValueChange={(chosen) => onChange(chosen === anything ? null : chosen)}
    >
      <SelectTrigger size="sm" aria-label={name} className="h-8 max-w-72 shrink-0">
        <span className="truncate">
          <SelectValue>{`${name}: ${text}`}</SelectValue>
        </span>
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={anything}>{`${name}: any`}</SelectItem>
        {value && !chosen && <SelectItem value={value}>{`${name}: no longer there`}</SelectItem>}
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            {option.text}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
