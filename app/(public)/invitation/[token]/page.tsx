import type { Metadata } from "next";
import Link from "next/link";
import { SignedOutFrame } from "@/components/layout/signed-out-frame";
import { PersonForm } from "@/components/people/person-form";
import { Button } from "@/components/ui/button";
import { findCurrentUser } from "@/lib/server/auth/current-user";
import { readInvitation } from "@/lib/server/usecases/create-person";
import { joinAsMyself, joinAsNewPerson } from "./accept-action";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [invitation, user] = await Promise.all([readInvitation(token), findCurrentUser()]);
  if (!invitation) {
    return (
      <SignedOutFrame
        title="This invitation does not work"
        lead="It has been used, taken back, or is older than seven days. Ask for a new one."
      >
        <Link href="/sign-in" className="text-sm font-medium text-primary hover:underline">
          Go to sign in
        </Link>
      </SignedOutFrame>
    );
  }
  const title = `Join ${invitation.teamName}`;
  if (user) {
    return (
      <SignedOutFrame title={title} lead={`You are signed in as ${user.name}.`}>
        <form action={joinAsMyself.bind(null, token)}>
          <Button type="submit" className="w-full">
            Join as {user.name}
          </Button>
        </form>
      </SignedOutFrame>
    );
  }
  return (
    <SignedOutFrame
      title={title}
      lead="Make your account. If you have one already, sign in first, then open the link again."
    >
      <PersonForm action={joinAsNewPerson.bind(null, token)} submitLabel="Join" email={invitation.email} />
    </SignedOutFrame>
  );
}
