"use client";

import { DraftNote } from "@/components/ui/draft-note";
import { Input } from "@/components/ui/input";
import type { Refusal } from "@/lib/client/admission/refusal";
import { useInPlaceText } from "@/lib/client/drafts/use-in-place-text";
import { useSettings } from "@/lib/client/settings/use-settings";

type NameInputProps = {
  /** Whose name, for what is typed and not yet saved. */
  place: string;
  name: string;
  maxLength?: number;
  /** Resolves to why the name was refused, or to null. */
  onRename: (name: string) => Promise<Refusal | null>;
};

/** A name that is changed in its place. */
export function NameInput({ place, name, maxLength = 80, onRename }: NameInputProps) {
  const { canConfigure } = useSettings();
  const text = useInPlaceText({ place, stored: name, send: async (wanted) => !(await onRename(wanted)) });
  return (
    <span className="flex w-40 min-w-0 flex-1 flex-col">
      <Input
        aria-label={`Name of ${name}`}
        maxLength={maxLength}
        disabled={!canConfigure}
        {...text.props}
        className="font-medium"
      />
      {text.isRestored && <DraftNote onDiscard={text.discard} />}
    </span>
  );
}
