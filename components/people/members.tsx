"use client";

import { useRouter } from "next/navigation";
import { Confirm } from "@/components/ui/alert-dialog";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Surface, SurfaceHead } from "@/components/ui/surface";
import { callApi } from "@/lib/client/http/api";
import { laterShapeOf } from "@/lib/client/http/shape";
import { useRequest } from "@/lib/client/http/use-request";
import type { MemberView } from "@/lib/contracts/team";
import { memberRoles } from "@/lib/domain/permission";

const memberView = laterShapeOf(async () => (await import("@/lib/contracts/team")).memberView);

type MembersProps = { teamId: string; members: MemberView[]; userId: string; mayManage: boolean };

/** Who is in the team, and as what. */
export function Members({ teamId, members, userId, mayManage }: MembersProps) {
  const router = useRouter();
  const { isBusy, message, send } = useRequest();
  const handleRole = async (memberId: string, role: string) => {
    await send(() =>
      callApi(`/teams/${teamId}/members/${memberId}`, {
        method: "PATCH",
        body: { role },
        answer: memberView,
      }),
    );
    router.refresh();
  };
  const handleRemove = async (memberId: string) => {
    const isGone = await send(async () => {
      await callApi(`/teams/${teamId}/members/${memberId}`, { method: "DELETE" });
      return true;
    });
    if (isGone && memberId === userId) router.push("/");
    else router.refresh();
  };
  return (
    <Surface>
      <SurfaceHead
        title="Members"
        description={members.length === 1 ? "One person" : `${members.length} people`}
      />
      {message && (
        <Callout tone="danger" className="mx-5 mb-3">
          {message}
        </Callout>
      )}
      <ul className="divide-y divide-border px-5 pb-3">
        {members.map((member) => (
          <li key={member.userId} className="flex flex-wrap items-center gap-3 py-2.5">
            <Avatar name={member.name} seed={member.userId} className="size-8 text-xs" />
            <div className="min-w-0 flex-1 basis-40">
              <p className="truncate text-sm font-medium">
                <bdi>{member.name}</bdi>
                {member.userId === userId && <span className="text-muted-foreground"> (you)</span>}
                {member.disabled && (
                  <Badge tone="danger" className="ml-2">
                    Off
                  </Badge>
                )}
              </p>
              <p className="truncate text-xs text-muted-foreground">{member.email}</p>
            </div>
            {mayManage ? (
              <select
                key={`${member.role} ${message}`}
                aria-label={`Role of ${member.name}`}
                defaultValue={member.role}
                disabled={isBusy}
                onChange={(event) => handleRole(member.userId, event.target.value)}
                className="h-8 rounded-md border border-input bg-background px-2 text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring"
              >
                {memberRoles.map((role) => (
                  <option key={role} value={role}>
                    {role}
                  </option>
                ))}
              </select>
            ) : (
              <Badge>{member.role}</Badge>
            )}
            {(mayManage || member.userId === userId) && (
              <Confirm
                trigger={
                  <Button
                    variant="outline"
                    size="sm"
                    aria-label={member.userId === userId ? "Leave the team" : `Remove ${member.name}`}
                  >
                    {member.userId === userId ? "Leave" : "Remove"}
                  </Button>
                }
                title={member.userId === userId ? "Leave this team?" : `Remove ${member.name}?`}
                confirmLabel={member.userId === userId ? "Leave" : "Remove"}
                onConfirm={() => handleRemove(member.userId)}
              >
                {sayWhatIsLeft(member)}
              </Confirm>
            )}
          </li>
        ))}
      </ul>
    </Surface>
  );
}

function sayWhatIsLeft({ name, openCards }: MemberView): string {
  const cards = openCards === 1 ? "1 card that is" : `${openCards} cards that are`;
  const off = openCards > 0 ? `${name} is on ${cards} not finished and is taken off. ` : "";
  return `${off}The team's boards are then out of reach. What was done stays in the history, with the name.`;
}
