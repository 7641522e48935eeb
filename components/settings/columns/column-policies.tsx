"use client";

import { ArrowDown, ArrowUp, ListChecks, Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Confirm } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { CheckLine } from "@/components/ui/check-line";
import { DraftNote } from "@/components/ui/draft-note";
import { Input } from "@/components/ui/input";
import {
  Sheet,
  SheetContent,
  SheetDescription,
  SheetHeader,
  SheetTitle,
  SheetTrigger,
} from "@/components/ui/sheet";
import { useDraft } from "@/lib/client/drafts/use-draft";
import { useInPlaceText } from "@/lib/client/drafts/use-in-place-text";
import { createPolicy, removePolicy, updatePolicy } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { ColumnView, ExitPolicyView } from "@/lib/contracts/board";

/** What has to be true of a card before it leaves one column. */
export function ColumnPolicies({ column }: { column: ColumnView }) {
  const { canConfigure } = useSettings();
  const n = column.policies.length;
  return (
    <Sheet>
      <SheetTrigger asChild>
        <Button variant="ghost" size="sm" className="font-normal text-muted-foreground">
          <ListChecks aria-hidden />
          {n === 0 ? "Exit policies: none" : `Exit policies: ${n}`}
          <span className="sr-only">{` of ${column.name}`}</span>
        </Button>
      </SheetTrigger>
      <SheetContent className="w-full gap-0 sm:max-w-lg">
        <SheetHeader>
          <SheetTitle>{`Before a card leaves ${column.name}`}</SheetTitle>
          <SheetDescription>
            What “done” means here. What is required must be confirmed for each card before it goes on; the
            rest is shown as a reminder. Cards that are sent back are not asked.
          </SheetDescription>
        </SheetHeader>
        <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 pb-4">
          {n === 0 && <p className="text-sm text-muted-foreground">There is none yet.</p>}
          <ol className="flex flex-col gap-2 empty:hidden">
            {column.policies.map((policy, index) => (
              <PolicyRow key={policy.id} policy={policy} index={index} count={n} />
            ))}
          </ol>
          {canConfigure && <NewPolicyForm column={column} />}
        </div>
      </SheetContent>
    </Sheet>
  );
}

type PolicyRowProps = { policy: ExitPolicyView; index: number; count: number };

function PolicyRow({ policy, index, count }: PolicyRowProps) {
  const { canConfigure, change } = useSettings();
  const moveTo = (position: number) =>
    void change("Policies reordered", () => updatePolicy(policy.id, { position }));
  if (!canConfigure) {
    return (
      <li className="rounded-md border border-border p-3 text-sm wrap-anywhere">
        <bdi>{policy.text}</bdi>
        {policy.required && <span className="ml-2 text-xs font-medium text-muted-foreground">Required</span>}
      </li>
    );
  }
  return (
    <li className="flex flex-col gap-2 rounded-md border border-border p-2">
      <PolicyText policy={policy} />
      <div className="flex items-center gap-1">
        <CheckLine
          isOn={policy.required}
          className="items-center"
          onChange={(required) => void change("Policy saved", () => updatePolicy(policy.id, { required }))}
        >
          Required
          <span className="sr-only">{`: ${policy.text}`}</span>
        </CheckLine>
        <Button
          variant="ghost"
          size="icon"
          className="ml-auto size-8"
          aria-label={`Move “${policy.text}” up`}
          disabled={index === 0}
          onClick={() => moveTo(index - 1)}
        >
          <ArrowUp aria-hidden />
        </Button>
        <Button
          variant="ghost"
          size="icon"
          className="size-8"
          aria-label={`Move “${policy.text}” down`}
          disabled={index === count - 1}
          onClick={() => moveTo(index + 1)}
        >
          <ArrowDown aria-hidden />
        </Button>
        <RemovePolicy policy={policy} />
      </div>
    </li>
  );
}

function PolicyText({ policy }: { policy: ExitPolicyView }) {
  const { change } = useSettings();
  const field = useInPlaceText({
    place: `policy:${policy.id}`,
    stored: policy.text,
    send: async (text) => !(await change("Policy saved", () => updatePolicy(policy.id, { text }))),
  });
  return (
    <>
      <Input aria-label={`Text of “${policy.text}”`} maxLength={200} {...field.props} />
      {field.isRestored && <DraftNote onDiscard={field.discard} />}
    </>
  );
}

function RemovePolicy({ policy }: { policy: ExitPolicyView }) {
  const { change } = useSettings();
  return (
    <Confirm
      trigger={
        <Button variant="ghost" size="icon" className="size-8" aria-label={`Remove “${policy.text}”`}>
          <Trash2 aria-hidden />
        </Button>
      }
      title="Remove this policy?"
      confirmLabel="Remove"
      onConfirm={() => void change("Policy removed", () => removePolicy(policy.id))}
    >
      {`“${policy.text}” is no longer asked for or shown. What was confirmed stays recorded.`}
    </Confirm>
  );
}

function NewPolicyForm({ column }: { column: ColumnView }) {
  const { change } = useSettings();
  const draft = useDraft(`new-policy:${column.id}`);
  const text = draft.text;
  const [required, setRequired] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const refusal = await change("Policy added", () =>
      createPolicy(column.id, { text: text.trim(), required }),
    );
    if (!refusal) draft.end();
  };
  return (
    <form
      onSubmit={(event) => void submit(event)}
      className="flex flex-col gap-2 rounded-md border border-dashed border-border p-3"
    >
      <Input
        aria-label="Text of the new policy"
        placeholder="Reviewed by somebody else"
        required
        maxLength={200}
        value={text}
        onChange={(event) => draft.change(event.target.value)}
      />
      {draft.isRestored && <DraftNote onDiscard={draft.discard} />}
      <div className="flex items-center gap-2">
        <CheckLine isOn={required} className="items-center" onChange={setRequired}>
          Required before a card goes on
        </CheckLine>
        <Button type="submit" size="sm" variant="outline" className="ml-auto" disabled={text.trim() === ""}>
          <Plus aria-hidden />
          Add policy
        </Button>
      </div>
    </form>
  );
}
