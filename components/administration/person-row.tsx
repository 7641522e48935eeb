"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Confirm } from "@/components/ui/alert-dialog";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { PageLink } from "@/components/ui/page-link";
import { plural } from "@/lib/client/format/plural";
import { useLocale } from "@/lib/client/format/use-locale";
import { callApi } from "@/lib/client/http/api";
import { laterShapeOf } from "@/lib/client/http/shape";
import { useRequest } from "@/lib/client/http/use-request";
import type { PersonView, UpdatePersonRequest } from "@/lib/contracts/person";
import { SwitchOffDialog } from "./switch-off-dialog";

const personDetail = laterShapeOf(async () => (await import("@/lib/contracts/person")).personDetail);

/** One person, and what an administrator can do. */
export function PersonRow({ person, isOneself }: { person: PersonView; isOneself: boolean }) {
  const router = useRouter();
  const { isBusy, message, send } = useRequest();
  const { name, administrator } = person;
  const isOff = person.disabledAt !== null;
  const change = async (body: UpdatePersonRequest, done: string) => {
    const changed = await send(() =>
      callApi(`/people/${person.id}`, { method: "PATCH", body, answer: personDetail }),
    );
    if (!changed) return;
    toast.success(done);
    router.refresh();
  };
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <Avatar name={name} seed={person.id} className="size-8 text-xs" />
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
          <bdi className="min-w-0 wrap-anywhere">{name}</bdi>
          {isOneself && <span className="text-muted-foreground">(you)</span>}
          {isOff && <Badge tone="danger">Off</Badge>}
          {administrator && <Badge tone="primary">Administrator</Badge>}
        </p>
        <p className="truncate text-xs text-muted-foreground">{person.email}</p>
        <p className="text-xs text-pretty text-muted-foreground">
          <PersonFacts person={person} />
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="outline" size="sm">
          <PageLink href={`/administration/audit?personId=${person.id}`}>
            Audit log<span className="sr-only"> of {name}</span>
          </PageLink>
        </Button>
        {(!isOff || administrator) && (
          <Confirm
            trigger={
              <Button variant="outline" size="sm" disabled={isBusy}>
                {administrator ? "End administrator" : "Make administrator"}
                <span className="sr-only">: {name}</span>
              </Button>
            }
            title={administrator ? `End that ${name} administers?` : `Make ${name} an administrator?`}
            confirmLabel={administrator ? "End it" : "Make administrator"}
            onConfirm={() =>
              change(
                { administrator: !administrator },
                administrator ? `${name} no longer administers.` : `${name} is an administrator.`,
              )
            }
          >
            Administrators switch people off and on, read the audit log and make tokens for metrics. They see
            no board of a team that they are not in.
          </Confirm>
        )}
        {isOff ? (
          <Button
            variant="outline"
            size="sm"
            disabled={isBusy}
            onClick={() => void change({ disabled: false }, `${name} can sign in again.`)}
          >
            Switch on<span className="sr-only"> {name}</span>
          </Button>
        ) : (
          !isOneself && (
            <SwitchOffDialog
              person={person}
              isBusy={isBusy}
              onSwitchOff={(takeOffOpenCards) =>
                change({ disabled: true, takeOffOpenCards }, `${name} is switched off.`)
              }
            />
          )
        )}
      </div>
      {message && (
        <Callout tone="danger" className="basis-full">
          {message}
        </Callout>
      )}
    </li>
  );
}

function PersonFacts({ person }: { person: PersonView }) {
  const dates = new Intl.DateTimeFormat(useLocale(), { dateStyle: "medium", timeZone: "UTC" });
  const day = (at: string) => dates.format(new Date(at));
  const held = [
    ...(person.sessions > 0 ? [`${plural(person.sessions, "browser")} signed in`] : []),
    ...(person.tokens > 0 ? [plural(person.tokens, "access token")] : []),
  ];
  const facts = [
    ...(person.disabledAt ? [`off since ${day(person.disabledAt)}`] : held),
    person.lastSeenAt ? `last seen ${day(person.lastSeenAt)}` : "not seen yet",
  ];
  return (
    <>
      {person.teams.length === 0 && "In no team"}
      {person.teams.map((team, index) => (
        <span key={team.id}>
          {index > 0 && ", "}
          {team.role} of <bdi>{team.name}</bdi>
        </span>
      ))}
      ; {facts.join(", ")}
    </>
  );
}
