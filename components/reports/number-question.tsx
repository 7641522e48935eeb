"use client";

import { type FormEvent, useId } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

type NumberQuestionProps = {
  /** The words before and after the field. */
  before: string;
  after: string;
  /** What the field is, for those who only hear it. */
  label: string;
  value: number | null;
  most: number;
  onAsk: (value: number) => void;
};

/** A question with one whole number in it, asked on Enter or by its button. */
export function NumberQuestion({ before, after, label, value, most, onAsk }: NumberQuestionProps) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Number(new FormData(event.currentTarget).get("value"));
    if (Number.isInteger(given) && given >= 1) onAsk(given);
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2 text-sm">
      <span aria-hidden>{before}</span>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Input
        key={value}
        id={id}
        name="value"
        type="number"
        min={1}
        max={most}
        step={1}
        required
        defaultValue={value ?? undefined}
        className="h-8 w-20 tabular-nums"
      />
      <span aria-hidden>{after}</span>
      <Button type="submit" variant="outline" size="sm">
        Ask
      </Button>
    </form>
  );
}
