"use client";

import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { callApi } from "@/lib/client/http/api";
import { laterShapeOf } from "@/lib/client/http/shape";
import { useRequest } from "@/lib/client/http/use-request";
import { useAnswer } from "@/lib/client/query/use-answer";
import type { MeView } from "@/lib/contracts/team";

const meView = laterShapeOf(async () => (await import("@/lib/contracts/team")).meView);

type Membership = MeView["teams"][number];

/** Tells a person that somebody put them into a team, until they say that they know, or leave. */
export function AddedNotices({ userId, teams }: { userId: string; teams: Membership[] }) {
  const [known, setKnown] = useState<readonly string[]>([]);
  const news = useTeams(teams).filter(({ id, addedBy }) => addedBy !== null && !known.includes(id));
  if (news.length === 0) return null;
  return (
    <section aria-label="News" data-print="hide" className="flex flex-col gap-2 border-b border-border p-3">
      {news.map((team) => (
        <AddedNotice
          key={team.id}
          userId={userId}
          team={team}
          onKnown={() => setKnown((before) => [...before, team.id])}
        />
      ))}
    </section>
  );
}

/** The person's teams, asked again with each page that is gone to: what frames the pages is made once. */
function useTeams(first: Membership[]): Membership[] {
  const path = usePathname();
  const [frame, setFrame] = useState({ first, path, isLeft: false });
  if (frame.first !== first) setFrame({ first, path, isLeft: false });
  else if (!frame.isLeft && frame.path !== path) setFrame({ ...frame, isLeft: true });
  const { answer } = useAnswer(frame.isLeft ? { path: "/me", answer: meView } : null, { since: [path] });
  return answer?.teams ?? first;
}

type AddedNoticeProps = { userId: string; team: Membership; onKnown: () => void };

function AddedNotice({ userId, team, onKnown }: AddedNoticeProps) {
  const router = useRouter();
  const { isBusy, message, send } = useRequest();
  const answer = async (method: "POST" | "DELETE", path: string) => {
    const isDone = await send(async () => {
      await callApi(path, { method });
      return true;
    });
    if (!isDone) return;
    onKnown();
    router.refresh();
  };
  return (
    <Callout tone="info">
      <p>
        <bdi>{team.addedBy}</bdi> has put you into the team{" "}
        <strong className="font-medium">
          <bdi>{team.name}</bdi>
        </strong>
        , as {team.role}.
      </p>
      {message && <p className="font-medium text-danger">{message}</p>}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" disabled={isBusy} onClick={() => answer("POST", `/teams/${team.id}/seen`)}>
          All right
        </Button>
        <Button
          size="sm"
          variant="outline"
          disabled={isBusy}
          onClick={() => answer("DELETE", `/teams/${team.id}/members/${userId}`)}
        >
          Leave the team
        </Button>
      </div>
    </Callout>
  );
}
