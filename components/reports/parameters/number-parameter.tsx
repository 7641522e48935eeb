"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

type NumberParameterProps = {
  /** The words before and after the field. */
  before: string;
  after: string;
  /** What the field is, for those who only hear it. */
  label: string;
  value: number | null;
  max: number;
  onAsk: (value: number) => void;
};

/** A parameter that is one whole number, asked for on Enter or by its button. */
export function NumberParameter({ before, after, label, value, max, onAsk }: NumberParameterProps) {
  const id = useId();
  const [typed, setTyped] = useState({ over: value, text: String(value ?? "") });
  // Another value from outside replaces what was typed over the one before.
  const text = typed.over === value ? typed.text : String(value ?? "");
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Number(text);
    if (Number.isInteger(given) && given >= 1) onAsk(given);
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2 text-sm">
      <span aria-hidden>{before}</span>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Input
        id={id}
        type="number"
        min={1}
        max={max}
        step={1}
        required
        value={text}
        onChange={(event) => setTyped({ over: value, text: event.target.value })}
        className="h-8 w-20 tabular-nums"
      />
      <span aria-hidden>{after}</span>
      <Button type="submit" variant="outline" size="sm">
        Ask
      </Button>
    </form>
  );
}
