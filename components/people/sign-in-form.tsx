"use client";

import { type FormEvent, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { tellSignedIn } from "@/lib/client/http/page-owner";
import { type SignInOutcome, signIn } from "@/lib/client/session/sign-in";

/** After this, waiting is explained: many wrong tries make the next ones slow. */
const explainAfterMs = 2_500;

function wordsFor(outcome: SignInOutcome): string {
  switch (outcome.kind) {
    case "refused":
      return outcome.words;
    case "lost":
      return "Your password is right, but this browser did not keep the cookie that Sluice signs you in with. Allow cookies for this site, then try again.";
    case "unanswered":
      return "The server could not be reached. Try again.";
    default:
      return "E-mail address or password is not right.";
  }
}

/**
 * E-mail and password. Says that something was wrong, never which part. `origin`: the address under which the server
 * thinks it is reached.
 */
export function SignInForm({ next, origin }: { next: string; origin: string }) {
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const isSlow = useIsLong(isBusy);
  const openedAt = useOtherAddress(origin);

  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsBusy(true);
    setError(null);
    const outcome = await signIn(String(form.get("email")), String(form.get("password")));
    if (outcome.kind === "done") {
      tellSignedIn();
      window.location.assign(next);
      return;
    }
    setIsBusy(false);
    setError(wordsFor(outcome));
  };

  return (
    <form method="post" onSubmit={handleSubmit} className="flex flex-col gap-4">
      {openedAt && (
        <Callout tone="warning">
          You opened {openedAt}, but this server is set up for{" "}
          <a href={origin} className="font-medium underline">
            {origin}
          </a>
          . Open it there; here it cannot keep you signed in, or refuses what you change. If this address is
          the right one, its administrator sets SLUICE_PUBLIC_URL.
        </Callout>
      )}
      {error && <Callout tone="danger">{error}</Callout>}
      <Field label="E-mail address">
        <Input name="email" type="email" autoComplete="username" required autoFocus />
      </Field>
      <Field label="Password">
        <Input name="password" type="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" disabled={isBusy}>
        {isBusy ? "Signing in …" : "Sign in"}
      </Button>
      <p role="status" className="text-sm text-muted-foreground empty:hidden">
        {isSlow && "This takes a moment: there were several wrong tries."}
      </p>
    </form>
  );
}

/** Whether something has lasted long enough to need words. */
function useIsLong(isGoingOn: boolean): boolean {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (!isGoingOn) return;
    const timer = setTimeout(() => setIsLong(true), explainAfterMs);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [isGoingOn]);
  return isLong;
}

/** The address in the browser where that is another than the server's; null where they are the same. */
function useOtherAddress(origin: string): string | null {
  const [opened, setOpened] = useState<string | null>(null);
  useEffect(() => {
    if (window.location.origin !== origin) setOpened(window.location.origin);
  }, [origin]);
  return opened;
}
