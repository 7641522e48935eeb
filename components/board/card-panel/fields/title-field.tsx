"use client";

import { type KeyboardEvent, useRef } from "react";
import { toast } from "sonner";
import { DraftNote } from "@/components/ui/draft-note";
import { Textarea } from "@/components/ui/textarea";
import { isComposing } from "@/lib/client/drafts/is-composing";
import { useOnLeave } from "@/lib/client/leaving/use-on-leave";
import type { CardDetail } from "@/lib/contracts/card";
import { ConflictNote } from "./conflict-note";
import type { CardEditing } from "./use-card-editing";
import { useTextDraft } from "./use-text-draft";

type TitleFieldProps = { card: CardDetail; editing: CardEditing; isEditable: boolean };

/** The title, changed by writing into it; saved on Enter and on every way out of it, closing and Back included. */
export function TitleField({ card, editing, isEditable }: TitleFieldProps) {
  const draft = useTextDraft({
    card,
    member: "title",
    stored: card.title,
    send: (text, base) => editing.saveText({ title: text.trim() }, base),
  });
  const isEmpty = draft.text.trim() === "";
  const isGone = useRef(false);
  const leave = async () => {
    if (isEmpty) return draft.cancel();
    if (draft.isConflicting) return;
    const refused = await draft.save();
    if (refused && isGone.current) {
      toast.error("The title was not saved", {
        description: `${refused} What you typed is kept with the card.`,
      });
    }
  };
  useOnLeave(() => {
    isGone.current = true;
    if (isEditable && draft.isTyped) void leave();
  });
  if (!isEditable)
    return (
      <h2 dir="auto" className="text-xl leading-snug font-semibold wrap-anywhere">
        <bdi>{card.title}</bdi>
      </h2>
    );

  const handleKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (!isComposing(event)) event.currentTarget.blur();
  };
  return (
    <div className="flex flex-col gap-1.5">
      <Textarea
        aria-label="Title"
        dir="auto"
        rows={1}
        maxLength={500}
        value={draft.text}
        readOnly={draft.isSaving}
        aria-invalid={isEmpty || draft.problem !== null}
        onFocus={draft.start}
        onChange={(event) => draft.change(event.target.value.replace(/[\r\n\u2028\u2029]+/g, " "))}
        onBlur={() => void leave()}
        onKeyDown={handleKeyDown}
        className="-mx-2 min-h-0 w-[calc(100%+1rem)] resize-none border-transparent bg-transparent px-2 py-1 text-xl leading-snug font-semibold shadow-none field-sizing-content hover:border-border md:text-xl dark:bg-transparent"
      />
      {draft.isRestored && !draft.isConflicting && <DraftNote onDiscard={draft.cancel} />}
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
