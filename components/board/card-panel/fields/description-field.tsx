"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useId, useState } from "react";
import { toast } from "sonner";
import { useBoard, useShown } from "@/components/board/context/board-context";
import { Button } from "@/components/ui/button";
import { DraftNote } from "@/components/ui/draft-note";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";
import { isComposing } from "@/lib/client/drafts/is-composing";
import { useOnLeave } from "@/lib/client/leaving/use-on-leave";
import type { CardDetail } from "@/lib/contracts/card";
import { MarkdownText } from "../markdown/markdown-text";
import { ConflictNote } from "./conflict-note";
import type { CardEditing } from "./use-card-editing";
import { type TextDraft, useTextDraft } from "./use-text-draft";

type DescriptionFieldProps = { card: CardDetail; editing: CardEditing; isEditable: boolean };

/** What the card is about, in Markdown. */
export function DescriptionField({ card, editing, isEditable }: DescriptionFieldProps) {
  const headingId = useId();
  const draft = useTextDraft({
    card,
    member: "description",
    stored: card.description,
    send: (description, base) => editing.saveText({ description }, base),
  });
  useSayKept(card, isEditable && draft.isTyped && !draft.isSaving);
  const isEditing = isEditable && draft.isEditing;
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-2">
      <div className="flex min-h-8 items-center gap-2">
        <h3 id={headingId} className="text-sm font-semibold">
          Description
        </h3>
        {isEditable && !(isEditing && draft.isStarted) && (
          <Button variant="ghost" size="sm" className="ml-auto" onClick={draft.start}>
            {isEditing ? "Edit draft" : card.description ? "Edit" : "Write one"}
          </Button>
        )}
      </div>
      {isEditing ? (
        // What was kept is shown, and takes the focus only when the person goes on.
        <DescriptionEditor key={String(draft.isStarted)} draft={draft} stored={card.description} />
      ) : card.description ? (
        <MarkdownText text={card.description} />
      ) : (
        <p className="text-sm text-muted-foreground">Nothing written yet.</p>
      )}
    </section>
  );
}

/** Says, when the card is left, that what was written and not saved is kept, and leads back to it. */
function useSayKept(card: CardDetail, isKept: boolean) {
  const { openCard } = useBoard();
  const router = useRouter();
  const key = useShown((model) => model.facts.key);
  useOnLeave(() => {
    if (!isKept) return;
    const reference = `${key}-${card.number}`;
    const path = `/boards/${card.boardId}`;
    toast(`Your description of ${reference} is not saved`, {
      description: "It is kept as a draft on this device.",
      action: {
        label: "Open",
        onClick: () =>
          window.location.pathname === path
            ? openCard(card.id)
            : router.push(`${path}?card=${encodeURIComponent(reference)}`),
      },
    });
  });
}

function DescriptionEditor({ draft, stored }: { draft: TextDraft; stored: string }) {
  const [view, setView] = useState("write");
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !isComposing(event) && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void draft.save();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the fields in it
    <div className="flex flex-col gap-2" onKeyDown={handleKeyDown}>
      <Tabs value={view} onValueChange={setView}>
        <TabsList>
          <TabsTrigger value="write">Write</TabsTrigger>
          <TabsTrigger value="preview">Preview</TabsTrigger>
        </TabsList>
        <TabsContent value="write">
          <Textarea
            autoFocus={draft.isStarted}
            dir="auto"
            readOnly={draft.isSaving}
            aria-label="Description in Markdown"
            value={draft.text}
            maxLength={100_000}
            onChange={(event) => draft.change(event.target.value)}
            className="max-h-[50dvh] min-h-40 font-mono text-sm field-sizing-content"
          />
        </TabsContent>
        <TabsContent value="preview" className="min-h-40 rounded-md border border-border p-3">
          {draft.text.trim() ? (
            <MarkdownText text={draft.text} />
          ) : (
            <p className="text-sm">Nothing to see yet.</p>
          )}
        </TabsContent>
      </Tabs>
      {draft.isRestored && !draft.isConflicting && <DraftNote onDiscard={draft.cancel} />}
      {draft.problem && (
        <p role="alert" className="text-sm text-danger">
          {draft.problem}
        </p>
      )}
      {draft.isConflicting ? (
        <ConflictNote theirs={stored} onKeepMine={() => void draft.save()} onTakeTheirs={draft.cancel} />
      ) : (
        <div className="flex items-center gap-2">
          <Button size="sm" onClick={() => void draft.save()} disabled={draft.isSaving}>
            {draft.isSaving ? "Saving…" : "Save"}
          </Button>
          <Button size="sm" variant="ghost" onClick={draft.cancel} disabled={draft.isSaving}>
            Cancel
          </Button>
        </div>
      )}
    </div>
  );
}
