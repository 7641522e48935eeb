"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CheckLine } from "@/components/ui/check-line";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Surface, SurfaceHead } from "@/components/ui/surface";
import { callApi } from "@/lib/client/http/api";
import { useRequest } from "@/lib/client/http/use-request";
import { useLeaveGuard } from "@/lib/client/leaving/use-leave-guard";

/** A new password; signs every other browser out, and ends access tokens where that is wanted. */
export function PasswordForm({ tokens }: { tokens: number }) {
  const router = useRouter();
  const { isBusy, message, errors, send } = useRequest();
  const [isTyped, setTyped] = useState(false);
  const [endTokens, setEndTokens] = useState(false);
  useLeaveGuard(isTyped ? "Your new password is not saved." : null);
  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const body = { current: data.get("current"), password: data.get("password"), endTokens };
    const done = await send(async () => {
      await callApi("/account/password", { method: "POST", body, holdsSecret: true });
      return true;
    });
    if (!done) return;
    form.reset();
    setTyped(false);
    setEndTokens(false);
    toast.success(
      `Your password is changed. Other browsers are signed out; ${endTokens ? "access tokens and " : ""}invitations that you made have ended.`,
    );
    router.refresh();
  };
  return (
    <Surface>
      <SurfaceHead
        title="Password"
        description="Changing it signs you out everywhere else, and ends the invitations that you made."
      />
      <form method="post" onSubmit={handleSubmit} className="flex flex-col gap-3 px-5 pb-5 sm:max-w-md">
        {message && <Callout tone="danger">{message}</Callout>}
        <Field label="Present password" error={errors.current}>
          <Input name="current" type="password" required autoComplete="current-password" />
        </Field>
        <Field label="New password" hint="At least 10 characters." error={errors.password}>
          <Input
            name="password"
            onChange={(event) => setTyped(event.target.value !== "")}
            type="password"
            required
            minLength={10}
            maxLength={200}
            autoComplete="new-password"
          />
        </Field>
        {tokens > 0 && (
          <CheckLine isOn={endTokens} onChange={setEndTokens}>
            End my {tokens === 1 ? "access token" : `${tokens} access tokens`} too, in case somebody else had
            the old password
          </CheckLine>
        )}
        <Button type="submit" className="w-fit" disabled={isBusy}>
          {isBusy ? "Changing …" : "Change password"}
        </Button>
      </form>
    </Surface>
  );
}
