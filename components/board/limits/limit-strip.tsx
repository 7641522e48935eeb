"use client";

import { Avatar } from "@/components/ui/avatar";
import { Tooltip } from "@/components/ui/tooltip";
import type { LimitLoad } from "@/lib/client/limits/load";
import { classLoadsOf, personLoadsOf } from "@/lib/client/limits/slot-loads";
import { nameOfClass, nameOfLimit } from "@/lib/client/limits/words";
import { LimitBadge } from "../../limits/limit-badge";
import { useShown } from "../context/board-context";

/** How full the limits are that no column shows: those of people and of classes of service. */
export function LimitStrip() {
  const people = useShown(personLoadsOf);
  const classes = useShown(classLoadsOf);
  if (people.length === 0 && classes.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the children are not form controls
    <div
      role="group"
      aria-label="Limits of people and classes"
      className="relative flex shrink-0 items-center gap-1.5 overflow-x-auto px-3 pt-0.5 pb-2 [scrollbar-width:thin]"
    >
      {people.map(({ member, ...load }) => (
        <Mark key={`${load.limit.id}-${member.userId}`} load={load} userId={member.userId}>
          <span aria-hidden className="contents">
            <Avatar name={member.name} seed={member.userId} className="size-5" />
          </span>
          {member.name.split(" ")[0]}
        </Mark>
      ))}
      {classes.map((load) => (
        <Mark key={load.limit.id} load={load} userId={null}>
          <ClassWords load={load} />
        </Mark>
      ))}
    </div>
  );
}

function ClassWords({ load: { limit } }: { load: LimitLoad }) {
  const columns = useShown((model) => model.columns);
  const covered = columns.filter(({ id }) => limit.columnIds.includes(id)).map(({ name }) => name);
  const name = limit.classOfService && nameOfClass(limit.classOfService);
  return covered.length > 0 ? `${name} in ${covered.join(" + ")}` : name;
}

type MarkProps = { load: LimitLoad; userId: string | null; children: React.ReactNode };

/** A button, so that the name of the limit can be read by keyboard too. */
function Mark({ load: { limit, count, state }, userId, children }: MarkProps) {
  const columns = useShown((model) => model.columns);
  const lanes = useShown((model) => model.lanes);
  const members = useShown((model) => model.people);
  const name = nameOfLimit(limit, { columns, lanes, members }, userId);
  return (
    <Tooltip content={`${name}: at most ${limit.max}`}>
      <button
        type="button"
        className="inline-flex h-7 shrink-0 cursor-default items-center gap-1.5 rounded-full border border-border bg-card px-2 text-xs whitespace-nowrap outline-none focus-visible:ring-2 focus-visible:ring-ring"
      >
        {children}
        <LimitBadge count={count} max={limit.max} state={state} mode={limit.mode} />
      </button>
    </Tooltip>
  );
}
