/** The pairs of name and value that an answer sets as cookies. */
function cookiesOf(response: Response): string[] {
  return response.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
}

/** Signs in as the form does; the answer, and the cookies that a browser would then have. */
export async function signInAt(
  address: string,
  { email, password }: { email: string; password: string },
): Promise<{ answer: Response; cookies: string }> {
  const begun = await fetch(`${address}/api/auth/csrf`);
  const { csrfToken } = await begun.json();
  const answer = await fetch(`${address}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { Cookie: cookiesOf(begun).join("; ") },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
    redirect: "manual",
  });
  return { answer, cookies: cookiesOf(answer).join("; ") };
}
