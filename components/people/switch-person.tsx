"use client";

import { signOut } from "next-auth/react";
import { Button } from "@/components/ui/button";

/** Signs out and comes back to this page, so that somebody else can sign in for it. */
export function SwitchPerson() {
  return (
    <Button className="w-full" onClick={() => void signOut({ callbackUrl: window.location.pathname })}>
      Sign out and go on as somebody else
    </Button>
  );
}
