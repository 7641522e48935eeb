"use client";

import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "./select";

const anything = "anything";

type FilterChoiceProps = {
  name: string;
  value: string | null;
  options: readonly { value: string; text: string }[];
  onChange: (value: string | null) => void;
};

/** Narrows a list by one of its facts, or by none. Not there where nothing can be chosen. */
export function FilterChoice({ name, value, options, onChange }: FilterChoiceProps) {
  if (options.length === 0) return null;
  return (
    <Select
      value={value ?? anything}
      onValueChange={(chosen) => onChange(chosen === anything ? null : chosen)}
    >
      <SelectTrigger size="sm" aria-label={name} className="h-8 shrink-0">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={anything}>{`${name}: any`}</SelectItem>
        {value && options.every((option) => option.value !== value) && (
          <SelectItem value={value}>{`${name}: unknown`}</SelectItem>
        )}
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            {option.text}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
