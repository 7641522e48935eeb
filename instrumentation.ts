/** Once per server process, before it answers: offers the link that creates the first person. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs" || !process.env.SLUICE_URL) return;
  const { createOwnerLink } = await import("./lib/server/usecases/create-owner-link");
  const link = await createOwnerLink();
  if (!link) return;
  process.stderr.write(
    `\n  Nobody can sign in yet. Create the owner with this link; it works once:\n\n    ${process.env.SLUICE_URL}${link.path}\n`,
  );
}
