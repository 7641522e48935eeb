"use client";

import { usePathname, useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { LaterPart, useLater } from "@/components/ui/later-part";
import { callApi } from "@/lib/client/http/api";
import { useRequest } from "@/lib/client/http/use-request";
import type { MeView } from "@/lib/contracts/team";

type Membership = MeView["teams"][number];

/** Tells a person that somebody put them into a team, until they say that they know, or leave. */
export function AddedNotices({ userId, teams }: { userId: string; teams: Membership[] }) {
  const [known, setKnown] = useState<readonly string[]>([]);
  const { newest, reader } = useTeams(teams);
  const news = newest.filter(({ id, addedBy }) => addedBy !== null && !known.includes(id));
  return (
    <>
      {reader}
      {news.length > 0 && (
        <section
          aria-label="News"
          data-print="hide"
          className="flex flex-col gap-2 border-b border-border p-3"
        >
          {news.map((team) => (
            <AddedNotice
              key={team.id}
              userId={userId}
              team={team}
              onKnown={() => setKnown((before) => [...before, team.id])}
            />
          ))}
        </section>
      )}
    </>
  );
}

/** Comes with the first page that is gone to: the first one has just been made. */
const teamsNow = new LaterPart(async () => (await import("./teams-now")).TeamsNow);

/** The person's teams, asked again with each page that is gone to: what frames the pages is made once. */
function useTeams(first: Membership[]) {
  const path = usePathname();
  const [frame, setFrame] = useState({ first, newest: first, path, isLeft: false });
  if (frame.first !== first) setFrame({ first, newest: first, path, isLeft: false });
  else if (!frame.isLeft && frame.path !== path) setFrame({ ...frame, isLeft: true });
  const onRead = useCallback(
    (newest: Membership[]) => setFrame((now) => (now.isLeft ? { ...now, newest } : now)),
    [],
  );
  const { Part: TeamsNow } = useLater(teamsNow, frame.isLeft && path);
  const reader = frame.isLeft && TeamsNow && <TeamsNow path={path} onRead={onRead} />;
  return { newest: frame.newest, reader };
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
