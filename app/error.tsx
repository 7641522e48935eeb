"use client";

import { SignedOutFrame } from "@/components/layout/signed-out-frame";
import { Button } from "@/components/ui/button";
import { isMissingPiece } from "@/lib/client/http/missing-piece";
import { isOutdated } from "@/lib/client/http/release";
import { outageDigest } from "@/lib/contracts/outage";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/**
 * Something failed on the way to a page. What the server failed at it has logged under the digest. Every page brings this
 * one along, so it is small, and its link is followed by the browser itself, into a page that is loaded anew.
 */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const { title, lead, isAnotherPageNeeded } = wordsFor(error);
  return (
    <SignedOutFrame title={title} lead={lead}>
      <div className="flex items-center gap-4">
        {isAnotherPageNeeded ? (
          <Button onClick={() => window.location.reload()}>Reload</Button>
        ) : (
          <Button onClick={reset}>Try again</Button>
        )}
        <a href="/" className="text-sm font-medium text-primary hover:underline">
          Go to your boards
        </a>
      </div>
      {error.digest && error.digest !== outageDigest && (
        <p className="mt-4 text-xs text-muted-foreground">For the log: {error.digest}</p>
      )}
    </SignedOutFrame>
  );
}

function wordsFor(error: ErrorPageProps["error"]) {
  if (isMissingPiece(error) || isOutdated()) {
    return {
      title: isOutdated() ? "Sluice has been updated" : "A piece of this page is missing",
      lead: isOutdated()
        ? "This page is from before the update. Nothing was changed, and what you typed is kept: reload to go on."
        : "The server did not send it: it may have been updated, or be away for a moment. Nothing was changed, and what you typed is kept.",
      isAnotherPageNeeded: true,
    };
  }
  if (error.digest === outageDigest) {
    return {
      title: "Not available just now",
      lead: "The server cannot reach its database just now. Nothing was changed; try again in a moment.",
      isAnotherPageNeeded: false,
    };
  }
  return {
    title: "That did not work",
    lead: "The server could not make this page. Nothing was changed.",
    isAnotherPageNeeded: false,
  };
}
