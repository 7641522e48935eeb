import { pageOwnerHeader, pageOwnerMeta } from "@/lib/contracts/page-owner";

/** Id of the person for whom this page was made; null on pages for anybody. */
export function findPageOwner(): string | null {
  if (typeof document === "undefined") return null;
  return document.querySelector<HTMLMetaElement>(`meta[name="${pageOwnerMeta}"]`)?.content ?? null;
}

/** Headers that tie a request to the person of this page. */
export function pageHeaders(): Record<string, string> {
  const owner = findPageOwner();
  return owner ? { [pageOwnerHeader]: owner } : {};
}

const sessionChannel = "sluice-session";

/** Tells the other tabs that somebody has signed in here. */
export function tellSignedIn(): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(sessionChannel);
  channel.postMessage("signed-in");
  channel.close();
}

/** Calls `onSignedIn` when somebody signs in in another tab, until the returned function is called. */
export function listenForSignIn(onSignedIn: () => void): () => void {
  if (typeof BroadcastChannel === "undefined") return () => undefined;
  const channel = new BroadcastChannel(sessionChannel);
  channel.onmessage = onSignedIn;
  return () => channel.close();
}
