import { createOwnerLink } from "./lib/server/usecases/create-owner-link";

/** Offers the link that creates the first person, while nobody can sign in. */
export async function begin(): Promise<void> {
  if (!process.env.SLUICE_URL) return;
  const link = await createOwnerLink();
  if (!link) return;
  process.stderr.write(
    `\n  Nobody can sign in yet. Create the owner with this link; it works once:\n\n    ${process.env.SLUICE_URL}${link.path}\n`,
  );
}
