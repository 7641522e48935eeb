"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, useId, useState } from "react";
import { cn } from "@/components/ui/cn";

type FileDropProps = {
  /** What the chosen file is called; null while there is none. */
  name: string | null;
  disabled: boolean;
  onFile: (file: File) => void;
};

/** Takes one file, by choosing or by dropping. */
export function FileDrop({ name, disabled, onFile }: FileDropProps) {
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const handleDrop = (event: DragEvent<HTMLLabelElement>) => {
    event.preventDefault();
    setIsOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped && !disabled) onFile(dropped);
  };
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(!disabled);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={handleDrop}
      className={cn(
        "flex cursor-pointer flex-col items-center gap-2 rounded-xl border border-dashed border-input px-6 py-10 text-center has-focus-visible:ring-2 has-focus-visible:ring-ring forced-colors:has-focus-visible:outline-2",
        isOver && "border-primary bg-primary/5",
        disabled && "cursor-default opacity-60",
        name && "py-5",
      )}
    >
      <FileUp className="size-6 text-muted-foreground" aria-hidden />
      <span className="max-w-full font-medium [overflow-wrap:anywhere]">
        {name ? <bdi>{name}</bdi> : "Choose a file, or drop it here"}
      </span>
      <span className="max-w-md text-sm text-pretty text-muted-foreground">
        {name
          ? "Choose another to begin again."
          : "Trello: open the board's menu, Share, Export as JSON. Anything else: a CSV with a line per event, naming a card, a step and a time. Up to 128 MB, or more when packed with gzip."}
      </span>
      <input
        id={id}
        type="file"
        disabled={disabled}
        accept=".json,.csv,.tsv,.txt,.gz,application/json,text/csv"
        className="sr-only"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) onFile(chosen);
          event.target.value = "";
        }}
      />
    </label>
  );
}
