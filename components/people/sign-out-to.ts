import { toast } from "sonner";
import { signOut } from "@/lib/client/session/sign-out";

/** Signs out and goes on to `next`; says so when whoever it is had to stay signed in. */
export async function signOutTo(next: string): Promise<void> {
  if (await signOut()) window.location.assign(next);
  else
    toast.error("You are still signed in", {
      description: "The server did not answer. Try again in a moment.",
    });
}
