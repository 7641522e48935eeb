"use client";

import { useRouter } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Surface, SurfaceHead } from "@/components/ui/surface";
import { useLocale } from "@/lib/client/format/use-locale";
import { callApi } from "@/lib/client/http/api";
import { useRequest } from "@/lib/client/http/use-request";

type SessionFacts = { id: string; userAgent: string | null; address: string | null; createdAt: string };

/** A browser's own words for itself, in fewer. */
function nameBrowser(userAgent: string | null): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(userAgent ?? "")?.[1];
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(userAgent ?? "")?.[1];
  const names: Record<string, string> = { Edg: "Edge", OPR: "Opera" };
  if (!browser) return "A browser";
  return `${names[browser] ?? browser}${system ? ` on ${system === "Mac OS X" ? "macOS" : system}` : ""}`;
}

/** Browsers in which this person is signed in. */
export function Sessions({ sessions, presentId }: { sessions: SessionFacts[]; presentId: string }) {
  const router = useRouter();
  const locale = useLocale();
  const { isBusy, message, send } = useRequest();
  const handleEnd = async (id: string) => {
    await send(() => callApi(`/sessions/${id}`, { method: "DELETE" }));
    router.refresh();
  };
  return (
    <Surface>
      <SurfaceHead title="Signed in" description="Browsers that can use your account now." />
      {message && (
        <Callout tone="danger" className="mx-5 mb-3">
          {message}
        </Callout>
      )}
      <ul className="divide-y divide-border px-5 pb-3">
        {sessions.map((session) => (
          <li key={session.id} className="flex items-center gap-3 py-2.5">
            <div className="min-w-0 flex-1">
              <p className="truncate text-sm font-medium">{nameBrowser(session.userAgent)}</p>
              <p className="text-xs text-muted-foreground">
                since{" "}
                {new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(
                  new Date(session.createdAt),
                )}
                {session.address && `, from ${session.address}`}
              </p>
            </div>
            {session.id === presentId ? (
              <Badge tone="success">This browser</Badge>
            ) : (
              <Button variant="outline" size="sm" disabled={isBusy} onClick={() => handleEnd(session.id)}>
                Sign out there
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Surface>
  );
}
