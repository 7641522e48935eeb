"use client";

import { Button } from "@/components/ui/button";
import { notices } from "@/components/ui/notices";
import { signOutTo } from "@/lib/client/session/sign-out";

async function goOnAsAnother(): Promise<void> {
  const refusal = await signOutTo(window.location.pathname);
  if (refusal) notices.refused(refusal.title, refusal.detail);
}

/** Signs out and comes back to this page, so that somebody else can sign in for it. */
export function SwitchPerson() {
  return (
    <Button className="w-full" onClick={() => void goOnAsAnother()}>
      Sign out and go on as somebody else
    </Button>
  );
}
