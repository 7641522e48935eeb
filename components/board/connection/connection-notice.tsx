"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { reloadPage } from "@/lib/client/leaving/leave-guard";
import { useConnection, useOutbox } from "./connection-context";

/** What a person has to do before the board goes on, where only they can. */
export function ConnectionNotice() {
  const connection = useConnection();
  const { trouble } = useOutbox();
  const state = !trouble || trouble === "unreachable" ? connection : trouble;
  if (state === "signed-out") {
    const next = `${window.location.pathname}${window.location.search}`;
    return (
      <Callout tone="danger" title="You are signed out" className="mx-3 my-1">
        What is on the screen stays as it is, and what you typed is kept.{" "}
        <a
          href={`/sign-in?next=${encodeURIComponent(next)}`}
          target="_blank"
          rel="noreferrer"
          className="font-medium underline underline-offset-4"
        >
          Sign in<span className="sr-only"> in a new tab</span>
        </a>
        , then come back to this tab: it goes on by itself.
      </Callout>
    );
  }
  if (state === "other-person") {
    return (
      <Callout tone="danger" title="Somebody else has signed in in this browser" className="mx-3 my-1">
        This page was opened by another person, and nothing more is sent in their name.{" "}
        <Button size="sm" variant="outline" onClick={() => window.location.reload()}>
          Reload
        </Button>
      </Callout>
    );
  }
  if (state === "outdated") {
    return (
      <Callout tone="warning" title="This page is older than the server" className="mx-3 my-1">
        Sluice has been updated, and this page cannot read all that it says. What you do is saved; changes by
        others are seen after a reload.{" "}
        <Button size="sm" variant="outline" onClick={reloadPage}>
          Reload
        </Button>
      </Callout>
    );
  }
  if (state === "gone") {
    return (
      <Callout tone="danger" title="You can no longer read this board" className="mx-3 my-1">
        It was archived, or you were taken out of its team.{" "}
        <a href={window.location.pathname} className="font-medium underline underline-offset-4">
          Look again
        </a>{" "}
        ·{" "}
        <a href="/" className="font-medium underline underline-offset-4">
          Go to your boards
        </a>
      </Callout>
    );
  }
  return null;
}
