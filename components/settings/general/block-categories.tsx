"use client";

import { Plus, X } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { isComposing } from "@/lib/client/drafts/is-composing";
import { useDraft } from "@/lib/client/drafts/use-draft";
import { useSettings } from "@/lib/client/settings/use-settings";

type BlockCategoriesProps = {
  categories: string[];
  isEditable: boolean;
  onChange: (categories: string[]) => void;
};

/** What a block may be about, as the reports group blocked time. At least one stays. */
export function BlockCategories({ categories, isEditable, onChange }: BlockCategoriesProps) {
  const { snapshot } = useSettings();
  const draft = useDraft(`new-block-category:${snapshot.board.id}`);
  const typed = draft.text;
  const headingId = useId();
  const wanted = typed.trim();
  const isNew = wanted !== "" && !categories.some((each) => each.toLowerCase() === wanted.toLowerCase());
  const add = () => {
    if (!isNew) return;
    onChange([...categories, wanted]);
    draft.end();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within the form's own would be disabled apart from it
    <div role="group" aria-labelledby={headingId} className="flex flex-col gap-2 sm:col-span-2">
      <p id={headingId} className="text-sm font-medium">
        Categories of blocks
      </p>
      <ul className="flex flex-wrap gap-1.5">
        {categories.map((category) => (
          <li
            key={category}
            className="inline-flex min-h-7 items-center gap-1 rounded-full border border-border bg-muted pl-2.5 text-sm not-has-[button]:pr-2.5"
          >
            {category}
            {isEditable && categories.length > 1 && (
              <Button
                variant="ghost"
                size="icon"
                className="size-7 rounded-full"
                aria-label={`Remove the category ${category}`}
                onClick={() => onChange(categories.filter((other) => other !== category))}
              >
                <X aria-hidden />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isEditable && (
        <div className="flex gap-2">
          <Input
            aria-label="New category of blocks"
            placeholder="Another category"
            maxLength={40}
            value={typed}
            onChange={(event) => draft.change(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || isComposing(event)) return;
              event.preventDefault();
              add();
            }}
            className="min-w-0 max-w-56 flex-1"
          />
          <Button variant="outline" disabled={!isNew} onClick={add}>
            <Plus aria-hidden />
            Add category
          </Button>
        </div>
      )}
      <p className="text-xs text-muted-foreground">
        Past blocks keep their category when it is removed here.
      </p>
    </div>
  );
}
