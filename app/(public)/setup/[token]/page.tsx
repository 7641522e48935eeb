import type { Metadata } from "next";
import { Notices } from "@/components/layout/notices";
import { SignedOutFrame } from "@/components/layout/signed-out-frame";
import { PersonForm } from "@/components/people/person-form";
import { PageLink } from "@/components/ui/page-link";
import { forPage } from "@/lib/server/auth/for-page";
import { isOwnerLink } from "@/lib/server/usecases/people/create-owner";

export const metadata: Metadata = { title: "Welcome", referrer: "no-referrer" };

export default async function SetupPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  if (!(await forPage(() => isOwnerLink(token)))) {
    return (
      <SignedOutFrame
        title="This link does not work"
        lead="It has been used, has expired, or a newer one has been printed on the server's console."
      >
        <PageLink href="/sign-in" className="text-sm font-medium text-primary hover:underline">
          Go to sign in
        </PageLink>
      </SignedOutFrame>
    );
  }
  return (
    <SignedOutFrame
      title="Welcome to Sluice"
      lead="You are the first here, so you will own this installation."
    >
      <Notices>
        <PersonForm purpose="owner" token={token} submitLabel="Create the owner" />
      </Notices>
    </SignedOutFrame>
  );
}
