"use client";

import { Button } from "@/components/ui/button";
import { signOutTo } from "./sign-out-to";

/** Signs out and comes back to this page, so that somebody else can sign in for it. */
export function SwitchPerson() {
  return (
    <Button className="w-full" onClick={() => void signOutTo(window.location.pathname)}>
      Sign out and go on as somebody else
    </Button>
  );
}
