"use server";

import { redirect } from "next/navigation";
import type { PersonFormState } from "@/components/people/person-form";
import { newPerson } from "@/lib/contracts/account";
import { DomainError } from "@/lib/domain/errors";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { fromBrowser } from "@/lib/server/auth/from-browser";
import { readForm } from "@/lib/server/auth/read-form";
import { signInBrowser } from "@/lib/server/auth/session-cookie";
import { acceptInvitation, createInvitedPerson } from "@/lib/server/usecases/accept-invitation";

/** A newcomer joins the team that invited them, and is signed in. */
export async function joinAsNewPerson(
  token: string,
  _: PersonFormState,
  form: FormData,
): Promise<PersonFormState> {
  const fault = await readForm(newPerson, form, async (person) => {
    const { userId } = await createInvitedPerson(token, person);
    await signInBrowser(userId);
  });
  if (fault) return fault;
  redirect("/");
}

/** Somebody who is signed in joins one more team. A link that has just been used leads to the page that says so. */
export async function joinAsMyself(token: string): Promise<void> {
  const user = await getCurrentUser();
  const refusal = await fromBrowser(() => acceptInvitation(token, user.id)).then(
    () => null,
    (error: unknown) => {
      if (error instanceof DomainError) return error.code;
      throw error;
    },
  );
  redirect(refusal === null || refusal === "already-exists" ? "/" : `/invitation/${token}`);
}
