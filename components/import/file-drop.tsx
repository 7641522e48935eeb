"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, useId, useState } from "react";
import { cn } from "@/components/ui/cn";

/** Takes one file, by choosing or by dropping. */
export function FileDrop({ file, onFile }: { file: File | null; onFile: (file: File) => void }) {
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const handleDrop = (event: DragEvent<HTMLLabelElement>) => {
    event.preventDefault();
    setIsOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped) onFile(dropped);
  };
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={handleDrop}
      className={cn(
        "flex cursor-pointer flex-col items-center gap-2 rounded-xl border border-dashed border-input px-6 py-10 text-center has-focus-visible:ring-2 has-focus-visible:ring-ring",
        isOver && "border-primary bg-primary/5",
      )}
    >
      <FileUp className="size-6 text-muted-foreground" aria-hidden />
      <span className="font-medium">{file ? file.name : "Choose a file, or drop it here"}</span>
      <span className="max-w-md text-sm text-pretty text-muted-foreground">
        {file
          ? "Choose another to begin again."
          : "Trello: open the board's menu, Share, Export as JSON. Anything else: a CSV with a line per event, naming a card, a step and a time."}
      </span>
      <input
        id={id}
        type="file"
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
