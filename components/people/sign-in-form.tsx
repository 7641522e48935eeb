"use client";

import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { tellSignedIn } from "@/lib/client/page-owner";

function wordsFor(error: string): string {
  const seconds = /^rate-limited:(\d+)/.exec(error)?.[1];
  if (!seconds) return "E-mail address or password is not right.";
  const minutes = Math.ceil(Number(seconds) / 60);
  return `Too many tries. Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`}, then try again.`;
}

const answerWithinMs = 20_000;

function noAnswer(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), answerWithinMs));
}

/** E-mail and password. Says that something was wrong, never which part. */
export function SignInForm({ next }: { next: string }) {
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsBusy(true);
    setError(null);
    const answer = signIn("credentials", {
      redirect: false,
      email: form.get("email"),
      password: form.get("password"),
    });
    const result = await Promise.race([answer, noAnswer()]).catch(() => null);
    if (result?.ok) {
      tellSignedIn();
      window.location.assign(next);
      return;
    }
    setIsBusy(false);
    setError(result ? wordsFor(result.error ?? "") : "The server could not be reached. Try again.");
  };

  return (
    <form onSubmit={handleSubmit} className="flex flex-col gap-4">
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
    </form>
  );
}
