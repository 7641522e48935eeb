"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import { isComposing } from "@/lib/client/is-composing";
import { useSettings } from "./use-settings";

type NameInputProps = {
  name: string;
  maxLength?: number;
  onRename: (name: string) => Promise<unknown>;
};

/** A name that is changed in its place. */
export function NameInput({ name, maxLength = 80, onRename }: NameInputProps) {
  const { canConfigure } = useSettings();
  const [typed, setTyped] = useState<string | null>(null);
  const save = async () => {
    const wanted = typed?.trim();
    if (wanted && wanted !== name) await onRename(wanted);
    setTyped(null);
  };
  return (
    <Input
      aria-label={`Name of ${name}`}
      maxLength={maxLength}
      disabled={!canConfigure}
      value={typed ?? name}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => void save()}
      onKeyDown={(event) => event.key === "Enter" && !isComposing(event) && event.currentTarget.blur()}
      className="w-40 min-w-0 flex-1 font-medium"
    />
  );
}
