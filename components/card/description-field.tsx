"use client";

import { type KeyboardEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";
import type { CardDetail } from "@/lib/contracts/card";
import { ConflictNote } from "./conflict-note";
import { MarkdownText } from "./markdown-text";
import type { CardEditing } from "./use-card-editing";
import { type TextDraft, useTextDraft } from "./use-text-draft";

type DescriptionFieldProps = { card: CardDetail; editing: CardEditing; isEditable: boolean };

/** What the card is about, in Markdown. */
export function DescriptionField({ card, editing, isEditable }: DescriptionFieldProps) {
  const headingId = useId();
  const draft = useTextDraft({
    card,
    stored: card.description,
    send: (description, base) => editing.saveText({ description }, base),
  });
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-2">
      <div className="flex min-h-8 items-center gap-2">
        <h3 id={headingId} className="text-sm font-semibold">
          Description
        </h3>
        {isEditable && !draft.isEditing && (
          <Button variant="ghost" size="sm" className="ml-auto" onClick={draft.start}>
            {card.description ? "Edit" : "Write one"}
          </Button>
        )}
      </div>
      {draft.isEditing ? (
        <DescriptionEditor draft={draft} stored={card.description} />
      ) : card.description ? (
        <MarkdownText text={card.description} />
      ) : (
        <p className="text-sm text-muted-foreground">Nothing written yet.</p>
      )}
    </section>
  );
}

function DescriptionEditor({ draft, stored }: { draft: TextDraft; stored: string }) {
  const [view, setView] = useState("write");
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void draft.save();
    } else if (event.key === "Escape" && draft.text === stored) {
      event.stopPropagation();
      draft.cancel();
    } else if (event.key === "Escape") {
      // Escape would close the panel and lose what was typed.
      event.preventDefault();
      event.stopPropagation();
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
            autoFocus
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
