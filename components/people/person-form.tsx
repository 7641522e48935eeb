"use client";

import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DraftNote } from "@/components/ui/draft-note";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useDraft } from "@/lib/client/drafts/use-draft";
import { useRequest } from "@/lib/client/http/use-request";
import { enterByLink, type LinkPurpose } from "@/lib/client/session/enter-by-link";

type PersonFormProps = {
  /** What the link is for, and its secret. */
  purpose: Exclude<LinkPurpose, "membership">;
  token: string;
  submitLabel: string;
  /** The one address that may come in by this form, where it is for one. */
  invitedEmail?: string;
};

/** Name, e-mail address and password of a new person; for the owner also the name of their team. */
export function PersonForm({ purpose, token, submitLabel, invitedEmail }: PersonFormProps) {
  const { isBusy, message, errors, send } = useRequest();
  // Of this link alone: the next person on the same computer comes by another one.
  const link = token.slice(0, 8);
  const name = useDraft(`new-person:${link}:name`);
  const email = useDraft(`new-person:${link}:email`);
  const team = useDraft(`new-person:${link}:team`);
  const asksForTeam = purpose === "owner";
  const shown = [name, ...(invitedEmail ? [] : [email]), ...(asksForTeam ? [team] : [])];

  const forget = () => {
    for (const { end } of [name, email, team]) end();
  };
  const discard = () => {
    for (const field of shown) field.discard();
  };

  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = {
      token,
      name: name.text,
      email: invitedEmail ?? email.text,
      password: new FormData(event.currentTarget).get("password"),
      ...(asksForTeam && { team: team.text }),
    };
    const next = asksForTeam ? "/boards/new" : "/";
    await send(() => enterByLink(purpose, body, next, forget));
  };

  return (
    <form method="post" onSubmit={handleSubmit} className="flex flex-col gap-4">
      {message && <Callout tone="danger">{message}</Callout>}
      <Field label="Your name" error={errors.name}>
        <Input
          name="name"
          autoComplete="name"
          required
          maxLength={80}
          value={name.text}
          onChange={(event) => name.change(event.target.value)}
          autoFocus
        />
      </Field>
      <Field
        label="E-mail address"
        hint={invitedEmail && "The invitation is for this address. You sign in with it."}
        error={errors.email}
      >
        <Input
          name="email"
          type="email"
          autoComplete="username"
          required
          readOnly={invitedEmail !== undefined}
          className="read-only:bg-muted"
          value={invitedEmail ?? email.text}
          onChange={(event) => email.change(event.target.value)}
        />
      </Field>
      <Field
        label="Password"
        hint="At least 10 characters. A few words in a row are good."
        error={errors.password}
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
          error={errors.team}
        >
          <Input
            name="team"
            required
            maxLength={80}
            value={team.text}
            onChange={(event) => team.change(event.target.value)}
          />
        </Field>
      )}
      {shown.some(({ isRestored }) => isRestored) && <DraftNote onDiscard={discard} />}
      <Button type="submit" disabled={isBusy}>
        {isBusy ? "One moment …" : submitLabel}
      </Button>
    </form>
  );
}
