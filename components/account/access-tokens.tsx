"use client";

import { KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Confirm } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyField } from "@/components/ui/copy-field";
import { DraftNote } from "@/components/ui/draft-note";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Surface, SurfaceHead } from "@/components/ui/surface";
import { useDraft } from "@/lib/client/drafts/use-draft";
import { useLocale } from "@/lib/client/format/use-locale";
import { callApi } from "@/lib/client/http/api";
import { shapeOf } from "@/lib/client/http/shape";
import { useRequest } from "@/lib/client/http/use-request";
import {
  type AccessScope,
  type AccessTokenView,
  accessScopes,
  accessTokenView,
} from "@/lib/contracts/account";

const createdToken = shapeOf(accessTokenView.extend({ token: accessTokenView.shape.name }));

const scopeWords = {
  read: "read",
  write: "read and write",
  admin: "all, tokens too",
  metrics: "read metrics alone",
} as const satisfies Record<AccessScope, string>;

type AccessTokensProps = { tokens: AccessTokenView[]; isAdministrator: boolean };

/** Personal access tokens: for scripts and other programs that act as this person. */
export function AccessTokens({ tokens, isAdministrator }: AccessTokensProps) {
  const [fresh, setFresh] = useState<string | null>(null);
  return (
    <Surface>
      <SurfaceHead
        title="Access tokens"
        description="For scripts and other programs that act as you. Treat them like passwords."
      />
      <div className="flex flex-col gap-5 px-5 pb-5">
        {fresh && (
          <Callout tone="success" title="Here is the token. It is shown this once.">
            <div className="mt-2">
              <CopyField value={fresh} label="New access token" />
            </div>
          </Callout>
        )}
        <TokenForm isAdministrator={isAdministrator} onCreated={setFresh} />
        {tokens.length === 0 ? (
          <EmptyState icon={KeyRound} title="No tokens" className="py-8">
            Make one to use the API.
          </EmptyState>
        ) : (
          <TokenList tokens={tokens} />
        )}
      </div>
    </Surface>
  );
}

type TokenFormProps = { isAdministrator: boolean; onCreated: (token: string) => void };

function TokenForm({ isAdministrator, onCreated }: TokenFormProps) {
  const router = useRouter();
  const { isBusy, message, errors, send } = useRequest();
  const name = useDraft("new-token");
  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const day = data.get("expires")?.toString();
    const body = {
      name: data.get("name"),
      scopes: [data.get("scope")],
      expiresAt: day ? new Date(`${day}T23:59:59Z`).toISOString() : null,
    };
    const created = await send(() =>
      callApi("/tokens", { method: "POST", body, answer: createdToken, holdsSecret: true }),
    );
    if (!created) return;
    form.reset();
    name.end();
    onCreated(created.token);
    router.refresh();
  };
  return (
    <form onSubmit={handleSubmit} className="flex flex-col gap-3">
      {message && <Callout tone="danger">{message}</Callout>}
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label="What for" error={errors.name}>
          <Input
            name="name"
            required
            maxLength={80}
            placeholder="Nightly report"
            autoComplete="off"
            value={name.text}
            onChange={(event) => name.change(event.target.value)}
          />
        </Field>
        <Field label="It may" error={errors.scopes}>
          <select
            name="scope"
            defaultValue="write"
            className="h-9 rounded-md border border-input bg-background px-3 text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring"
          >
            {accessScopes
              .filter((scope) => scope !== "metrics" || isAdministrator)
              .map((scope) => (
                <option key={scope} value={scope}>
                  {scopeWords[scope]}
                </option>
              ))}
          </select>
        </Field>
        <Field label="Ends on" hint="Empty: never." error={errors.expiresAt}>
          <Input name="expires" type="date" />
        </Field>
      </div>
      {name.isRestored && <DraftNote onDiscard={name.discard} />}
      <Button type="submit" className="w-fit" disabled={isBusy}>
        {isBusy ? "Making it …" : "Make a token"}
      </Button>
    </form>
  );
}

function TokenList({ tokens }: { tokens: AccessTokenView[] }) {
  const router = useRouter();
  const { message, send } = useRequest();
  const dates = new Intl.DateTimeFormat(useLocale(), { dateStyle: "medium", timeZone: "UTC" });
  const handleRevoke = async (id: string) => {
    await send(() => callApi(`/tokens/${id}`, { method: "DELETE" }));
    router.refresh();
  };
  return (
    <div>
      {message && <Callout tone="danger">{message}</Callout>}
      <ul className="divide-y divide-border">
        {tokens.map((token) => (
          <li key={token.id} className="flex flex-wrap items-center gap-3 py-2.5">
            <div className="min-w-0 flex-1 basis-56">
              <p dir="auto" className="truncate text-sm font-medium">
                {token.name}
              </p>
              <p className="text-xs text-muted-foreground">
                {token.lastUsedAt ? `last used ${dates.format(new Date(token.lastUsedAt))}` : "not used yet"}
                {token.expiresAt ? `, ends ${dates.format(new Date(token.expiresAt))}` : ", does not end"}
              </p>
            </div>
            {token.scopes.map((scope) => (
              <Badge key={scope}>{scope}</Badge>
            ))}
            <Confirm
              trigger={
                <Button variant="outline" size="sm" aria-label={`Revoke ${token.name}`}>
                  Revoke
                </Button>
              }
              title={`Revoke "${token.name}"?`}
              confirmLabel="Revoke"
              onConfirm={() => handleRevoke(token.id)}
            >
              Whatever uses it is refused from now on. This cannot be undone.
            </Confirm>
          </li>
        ))}
      </ul>
    </div>
  );
}
