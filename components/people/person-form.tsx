"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** What came of sending the form: what is wrong where, and what was typed, so that nothing is lost. */
export type PersonFormState = {
  message?: string;
  errors?: { name?: string; email?: string; password?: string; team?: string };
  typed?: { name?: string; email?: string; team?: string };
};

type PersonFormProps = {
  action: (state: PersonFormState, form: FormData) => Promise<PersonFormState>;
  submitLabel: string;
  /** Whether the first team is named here too. */
  asksForTeam?: boolean;
  /** The one address that may come in by this form, where it is for one. */
  invitedEmail?: string;
};

/** Name, e-mail address and password of a new person. */
export function PersonForm({ action, submitLabel, asksForTeam = false, invitedEmail }: PersonFormProps) {
  const [state, submit, isBusy] = useActionState(action, {});
  return (
    <form action={submit} className="flex flex-col gap-4">
      {state.message && <Callout tone="danger">{state.message}</Callout>}
      <Field label="Your name" error={state.errors?.name}>
        <Input
          name="name"
          autoComplete="name"
          required
          maxLength={80}
          defaultValue={state.typed?.name}
          autoFocus
        />
      </Field>
      <Field
        label="E-mail address"
        hint={invitedEmail && "The invitation is for this address. You sign in with it."}
        error={state.errors?.email}
      >
        <Input
          name="email"
          type="email"
          autoComplete="username"
          required
          readOnly={invitedEmail !== undefined}
          className="read-only:bg-muted"
          defaultValue={invitedEmail ?? state.typed?.email ?? ""}
        />
      </Field>
      <Field
        label="Password"
        hint="At least 10 characters. A few words in a row are good."
        error={state.errors?.password}
      >
        <Input
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={200}
        />
      </Field>
      {asksForTeam && (
        <Field
          label="Name of your team"
          hint="Who shares the boards. More teams can follow."
          error={state.errors?.team}
        >
          <Input name="team" required maxLength={80} defaultValue={state.typed?.team} />
        </Field>
      )}
      <Button type="submit" disabled={isBusy}>
        {isBusy ? "One moment …" : submitLabel}
      </Button>
    </form>
  );
}
