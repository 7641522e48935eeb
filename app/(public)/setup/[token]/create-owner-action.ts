"use server";

import { redirect } from "next/navigation";
import type { PersonFormState } from "@/components/people/person-form";
import { newPerson } from "@/lib/contracts/account";
import { line } from "@/lib/contracts/primitives";
import { readForm } from "@/lib/server/auth/read-form";
import { signInBrowser } from "@/lib/server/auth/session-cookie";
import { createOwner } from "@/lib/server/usecases/create-person";

const ownerForm = newPerson.extend({ team: line(80) });

/** Creates the owner and their team, and signs them in. */
export async function createOwnerAction(
  token: string,
  _: PersonFormState,
  form: FormData,
): Promise<PersonFormState> {
  const outcome = await readForm(ownerForm, form, async ({ team, ...person }) => {
    const { userId } = await createOwner(token, person, team);
    await signInBrowser(userId);
  });
  if (outcome) return outcome;
  redirect("/boards/new");
}
