import type { Metadata } from "next";
import { Notices } from "@/components/layout/notices";
import { SignedOutFrame } from "@/components/layout/signed-out-frame";
import { JoinButton } from "@/components/people/join-button";
import { PersonForm } from "@/components/people/person-form";
import { SwitchPerson } from "@/components/people/switch-person";
import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import { type CurrentUser, findCurrentUser } from "@/lib/server/auth/current-user";
import { forPage } from "@/lib/server/auth/for-page";
import { getInvitation, type InvitationOffer } from "@/lib/server/usecases/teams/get-invitation";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const user = await findCurrentUser();
  const offer = await forPage(() => getInvitation(token, user?.id ?? null));
  if (!offer) {
    return (
      <SignedOutFrame
        title="This invitation does not work"
        lead="It has been used, taken back or replaced by a newer one, is older than seven days, or who made it no longer owns the team. Ask for a new one."
      >
        <PageLink href="/sign-in" className="text-sm font-medium text-primary hover:underline">
          Go to sign in
        </PageLink>
      </SignedOutFrame>
    );
  }
  return (
    <Notices>
      {user ? (
        <ForSignedIn token={token} offer={offer} user={user} />
      ) : (
        <ForNewcomers token={token} offer={offer} />
      )}
    </Notices>
  );
}

type OfferProps = { token: string; offer: InvitationOffer };

function ForSignedIn({ token, offer, user }: OfferProps & { user: CurrentUser }) {
  const title = `Join ${offer.teamName}`;
  if (offer.email && offer.email !== user.email) {
    return (
      <SignedOutFrame
        title={title}
        lead={`This invitation is for ${offer.email}. You are signed in as ${user.name}, ${user.email}.`}
      >
        <SwitchPerson />
      </SignedOutFrame>
    );
  }
  if (offer.isMember) {
    return (
      <SignedOutFrame title={title} lead={`You are in this team already, as ${user.name}.`}>
        <PageLink href="/" className="text-sm font-medium text-primary hover:underline">
          Go to your boards
        </PageLink>
      </SignedOutFrame>
    );
  }
  return (
    <SignedOutFrame title={title} lead={`You are signed in as ${user.name}. You join as ${offer.role}.`}>
      <JoinButton token={token} name={user.name} />
    </SignedOutFrame>
  );
}

function ForNewcomers({ token, offer }: OfferProps) {
  const title = `Join ${offer.teamName}`;
  const signIn = `/sign-in?next=${encodeURIComponent(`/invitation/${token}`)}`;
  if (offer.hasAccount) {
    return (
      <SignedOutFrame title={title} lead={`${offer.email} has an account here. Sign in with it to join.`}>
        <Button asChild className="w-full">
          <PageLink href={signIn}>Sign in to join</PageLink>
        </Button>
      </SignedOutFrame>
    );
  }
  return (
    <SignedOutFrame title={title} lead={`Make your account. You join as ${offer.role}.`}>
      <PersonForm
        purpose="newcomer"
        token={token}
        submitLabel="Join"
        {...(offer.email && { invitedEmail: offer.email })}
      />
      {!offer.email && (
        <p className="mt-4 text-sm text-muted-foreground">
          Have an account already?{" "}
          <PageLink href={signIn} className="font-medium text-primary hover:underline">
            Sign in to join
          </PageLink>
        </p>
      )}
    </SignedOutFrame>
  );
}
