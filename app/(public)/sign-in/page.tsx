import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { SignedOutFrame } from "@/components/layout/signed-out-frame";
import { SignInForm } from "@/components/people/sign-in-form";
import { findCurrentUser } from "@/lib/server/auth/current-user";
import { forPage } from "@/lib/server/auth/for-page";
import { toOwnPath } from "@/lib/server/auth/to-own-path";
import { originOf } from "@/lib/server/http/request-facts";
import { isInstalled } from "@/lib/server/usecases/people/is-installed";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = toOwnPath((await searchParams).next);
  if (await findCurrentUser()) redirect(next);
  if (!(await forPage(isInstalled))) {
    return (
      <SignedOutFrame
        title="Almost there"
        lead="Nobody can sign in yet. The server has printed a link on its console with which the first person, the owner, is created. Open that link here. It works once; a restart prints a new one."
      >
        <p className="text-sm text-muted-foreground">
          No console at hand? Run{" "}
          <code className="font-mono text-foreground">
            npm run admin -- create-user --owner --email E --name N
          </code>{" "}
          in the folder of the server.
        </p>
      </SignedOutFrame>
    );
  }
  return (
    <SignedOutFrame title="Sign in">
      <SignInForm next={next} origin={originOf(await headers())} />
    </SignedOutFrame>
  );
}
