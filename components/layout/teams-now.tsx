"use client";

import { useEffect } from "react";
import { laterShapeOf } from "@/lib/client/http/shape";
import { useAnswer } from "@/lib/client/query/use-answer";
import type { MeView } from "@/lib/contracts/team";

const meView = laterShapeOf(async () => (await import("@/lib/contracts/team")).meView);

type TeamsNowProps = { path: string; onRead: (teams: MeView["teams"]) => void };

/** Asks for the person's teams with each page that is gone to. */
export function TeamsNow({ path, onRead }: TeamsNowProps) {
  const { answer } = useAnswer({ path: "/me", answer: meView }, { since: [path] });
  useEffect(() => {
    if (answer) onRead(answer.teams);
  }, [answer, onRead]);
  return null;
}
