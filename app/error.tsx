"use client";

import Link from "next/link";
import { SignedOutFrame } from "@/components/layout/signed-out-frame";
import { Button } from "@/components/ui/button";
import { outageDigest } from "@/lib/contracts/outage";

/** Something failed on the way to a page. The server has logged it under the digest. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const isOutage = error.digest === outageDigest;
  return (
    <SignedOutFrame
      title={isOutage ? "Not available just now" : "That did not work"}
      lead={
        isOutage
          ? "The server cannot reach its database just now. Nothing was changed; try again in a moment."
          : "The server could not make this page. Nothing was changed."
      }
    >
      <div className="flex items-center gap-4">
        <Button onClick={reset}>Try again</Button>
        <Link href="/" className="text-sm font-medium text-primary hover:underline">
          Go to your boards
        </Link>
      </div>
      {error.digest && !isOutage && (
        <p className="mt-4 text-xs text-muted-foreground">For the log: {error.digest}</p>
      )}
    </SignedOutFrame>
  );
}
