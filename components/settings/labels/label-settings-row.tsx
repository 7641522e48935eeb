"use client";

import { Merge, Trash2 } from "lucide-react";
import { useState } from "react";
import { labelColour, labelColours } from "@/components/card/label-colour";
import { Confirm } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { plural } from "@/lib/client/format/plural";
import { removeLabel, updateLabel } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { LabelView } from "@/lib/contracts/board";
import { NameInput } from "../rows/name-input";
import { MergeLabelDialog } from "./merge-label-dialog";

type LabelSettingsRowProps = {
  label: LabelView;
  /** How many carry it, archived ones too; null until it is known. */
  cards: number | null;
};

/** One label: its name, its colour, and its end. */
export function LabelSettingsRow({ label, cards }: LabelSettingsRowProps) {
  const { snapshot, canConfigure, change } = useSettings();
  const [isMerging, setMerging] = useState(false);
  const { id, name, colour } = label;
  return (
    <li className="flex flex-wrap items-center gap-2 rounded-lg border border-border bg-card p-2">
      <NameInput
        place={`label-name:${id}`}
        name={name}
        maxLength={40}
        onRename={(wanted) => change("Label renamed", () => updateLabel(id, { name: wanted }))}
      />
      <Select
        value={colour}
        disabled={!canConfigure}
        onValueChange={(wanted) => void change("Label recoloured", () => updateLabel(id, { colour: wanted }))}
      >
        <SelectTrigger size="sm" aria-label={`Colour of ${name}`}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {[...new Set([...labelColours, colour])].map((each) => (
            <SelectItem key={each} value={each}>
              <span className="inline-flex items-center gap-2">
                <span
                  aria-hidden
                  className="size-3 shrink-0 rounded-full forced-color-adjust-none"
                  style={{ backgroundColor: labelColour(each) }}
                />
                {each}
              </span>
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <span className="text-xs text-muted-foreground tabular-nums">
        {cards === null ? "" : plural(cards, "card")}
      </span>
      {canConfigure && (
        <span className="ml-auto flex">
          <Button
            variant="ghost"
            size="icon"
            aria-label={`Merge ${name} into another label`}
            disabled={snapshot.labels.length < 2}
            onClick={() => setMerging(true)}
          >
            <Merge aria-hidden />
          </Button>
          <Confirm
            trigger={
              <Button variant="ghost" size="icon" aria-label={`Delete ${name}`}>
                <Trash2 aria-hidden />
              </Button>
            }
            title={`Delete the label ${name}?`}
            confirmLabel="Delete label"
            onConfirm={() => void change(`Label ${name} deleted`, () => removeLabel(id))}
          >
            {sayLoss(cards)}
          </Confirm>
        </span>
      )}
      {isMerging && <MergeLabelDialog label={label} cards={cards} onClose={() => setMerging(false)} />}
    </li>
  );
}

function sayLoss(cards: number | null): string {
  if (cards === 0) return "No card carries it.";
  const those = cards === null ? "The cards that carry it" : plural(cards, "card");
  return `${those} will lose it, archived ones too. This cannot be undone.`;
}
