import type { LimitChange } from "@/lib/contracts/limit";
import type { LimitBreach, LimitHolder } from "@/lib/contracts/problem";
import type { Breach, LimitMode, WipLimit } from "@/lib/domain/limit";
import type { BoardModel } from "../board/model";

/** Names that appear in words about limits. */
export type LimitNames = {
  columns: readonly { id: string; name: string }[];
  lanes: readonly { id: string; name: string }[];
  members: readonly { userId: string; name: string }[];
};

/** What of a limit its name says. */
export type NamedLimit = Pick<WipLimit, "columnIds" | "laneId" | "userId" | "perPerson" | "classOfService">;

const classNames = {
  standard: "Standard",
  expedite: "Expedite",
  "fixed-date": "Fixed date",
  intangible: "Intangible",
} as const;

/** A class of service as people read it. */
export function nameOfClass(classOfService: keyof typeof classNames): string {
  return classNames[classOfService];
}

/** What a limit covers, as the subject of a sentence: `Review`, `Doing + Review`, `Ana's cards`. */
export function nameOfLimit(
  limit: NamedLimit,
  names: LimitNames,
  userId: string | null = limit.userId,
): string {
  const columns = names.columns.filter((column) => limit.columnIds.includes(column.id));
  const parts: string[] = [];
  const person = names.members.find((member) => member.userId === userId);
  if (person) parts.push(`${person.name}'s cards`);
  else if (limit.perPerson) parts.push("Cards per person");
  if (limit.classOfService) parts.push(nameOfClass(limit.classOfService));
  const lane = names.lanes.find((candidate) => candidate.id === limit.laneId);
  if (lane) parts.push(lane.name);
  if (columns.length > 0) parts.push(columns.map((column) => column.name).join(" + "));
  return parts.length > 0 ? parts.join(" in ") : "Work in progress";
}

/** The modes of a limit: their names, and what they mean for a card that does not fit. */
export const modeWords: Record<LimitMode, { name: string; means: string }> = {
  hard: { name: "Hard", means: "A card that does not fit stays out, for everybody." },
  reason: { name: "With a reason", means: "Leads may go over it by giving a reason; others may not." },
  soft: { name: "Soft", means: "Cards go in, and each one over the limit is recorded." },
};

/** A change of a limit: `Set to 3, hard`, `3 → 2`, `Removed (was 2)`. */
export function sayChange({ fromMax, toMax, fromMode, toMode }: LimitChange): string {
  if (toMax === null) return `Removed (was ${fromMax})`;
  const mode = toMode && toMode !== fromMode ? `, ${modeWords[toMode].name.toLowerCase()}` : "";
  if (fromMax === null) return `Set to ${toMax}${mode}`;
  return fromMax === toMax ? `Stays ${toMax}${mode}` : `${fromMax} → ${toMax}${mode}`;
}

/** One limit that had no room, in a form that a person can act on. Holders: the longest there first. */
export type FullLimit = {
  limitId: string;
  name: string;
  max: number;
  count: number;
  mode: WipLimit["mode"];
  holders: readonly LimitHolder[];
};

/** A refusal that the screen foresaw. Soft limits refuse nothing and are left out. */
export function toFullLimits(breaches: readonly Breach[], model: BoardModel): FullLimit[] {
  return breaches
    .filter((breach) => breach.limit.mode !== "soft")
    .map((breach) => ({
      limitId: breach.limit.id,
      name: nameOfLimit(breach.limit, model, breach.userId),
      max: breach.limit.max,
      count: breach.count,
      mode: breach.limit.mode,
      holders: breach.holderIds
        .flatMap((id) => model.cards.get(id) ?? [])
        .map((card) => ({
          cardId: card.id,
          number: card.number,
          title: card.title,
          enteredColumnAt: card.enteredColumnAt,
        }))
        .sort((a, b) => Date.parse(a.enteredColumnAt) - Date.parse(b.enteredColumnAt)),
    }));
}

/** A refusal that the server pronounced. */
export function toFullLimitsOf(breaches: readonly LimitBreach[], model: BoardModel): FullLimit[] {
  return breaches
    .filter((breach) => breach.mode !== "soft")
    .map((breach) => ({
      limitId: breach.id,
      name: nameOfLimit(breach, model, breach.userId),
      max: breach.max,
      count: breach.count,
      mode: breach.mode,
      holders: breach.holders,
    }));
}

/** `Review is full: 3 of 3.` or, beyond it, `Review is over its limit: 4 of 3.` */
export function sayFull(limit: Pick<FullLimit, "name" | "count" | "max">): string {
  return limit.count > limit.max
    ? `${limit.name} is over its limit: ${limit.count} of ${limit.max}.`
    : `${limit.name} is full: ${limit.count} of ${limit.max}.`;
}

/** A pulled andon: the column's name and why it was pulled. */
export type PulledAndon = { name: string; reason: string };

/** `The andon of Review is pulled: tests are red.` */
export function sayPulled({ name, reason }: PulledAndon): string {
  return `The andon of ${name} is pulled: ${reason.replace(/[.!?]+$/, "")}.`;
}
