"use client";

import type { KeyboardEvent } from "react";
import { Textarea } from "@/components/ui/textarea";
import { isComposing } from "@/lib/client/is-composing";
import type { CardDetail } from "@/lib/contracts/card";
import { ConflictNote } from "./conflict-note";
import type { CardEditing } from "./use-card-editing";
import { useTextDraft } from "./use-text-draft";

type TitleFieldProps = { card: CardDetail; editing: CardEditing; isEditable: boolean };

/** The title, changed by writing into it; saved on Enter and on leaving. */
export function TitleField({ card, editing, isEditable }: TitleFieldProps) {
  const draft = useTextDraft({
    card,
    stored: card.title,
    send: (text, base) => editing.saveText({ title: text.trim() }, base),
  });
  if (!isEditable) return <h2 className="text-xl leading-snug font-semibold wrap-anywhere">{card.title}</h2>;

  const isEmpty = draft.text.trim() === "";
  const handleKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Enter" && !isComposing(event)) {
      event.preventDefault();
      event.currentTarget.blur();
    } else if (event.key === "Escape" && draft.isEditing) {
      event.stopPropagation();
      draft.cancel();
    }
  };
  return (
    <div className="flex flex-col gap-1.5">
      <Textarea
        aria-label="Title"
        rows={1}
        maxLength={500}
        value={draft.text}
        aria-invalid={isEmpty || draft.problem !== null}
        onFocus={draft.start}
        onChange={(event) => draft.change(event.target.value.replaceAll("\n", " "))}
        onBlur={() => {
          if (isEmpty) draft.cancel();
          else if (!draft.isConflicting) void draft.save();
        }}
        onKeyDown={handleKeyDown}
        className="-mx-2 min-h-0 w-[calc(100%+1rem)] resize-none border-transparent bg-transparent px-2 py-1 text-xl leading-snug font-semibold shadow-none field-sizing-content hover:border-border md:text-xl dark:bg-transparent"
      />
      {draft.problem && (
        <p role="alert" className="text-sm text-danger">
          {draft.problem}
        </p>
      )}
      {draft.isConflicting && (
        <ConflictNote theirs={card.title} onKeepMine={() => void draft.save()} onTakeTheirs={draft.cancel} />
      )}
    </div>
  );
}
