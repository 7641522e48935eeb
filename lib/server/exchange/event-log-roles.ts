import type { ImportMapping } from "@/lib/contracts/import";
import { invalidRequest } from "@/lib/domain/errors";
import { cleanLine, cutText } from "@/lib/domain/text";
import type { Row } from "./csv-scanner";
import { distinctNames } from "./distinct-names";

/** Usual names of the three columns, for logs that do not use the default ones. */
const usualNames = {
  case: [
    "case_id",
    "case",
    "case id",
    "caseid",
    "case:concept:name",
    "card",
    "card_id",
    "id",
    "key",
    "issue",
    "ticket",
  ],
  activity: ["activity", "concept:name", "event", "status", "state", "column", "list", "step", "to"],
  time: [
    "timestamp",
    "time",
    "time:timestamp",
    "date",
    "datetime",
    "at",
    "occurred_at",
    "complete timestamp",
  ],
} as const;

type Role = keyof typeof usualNames;

/** Which cell of a row holds the case, the activity and the time. */
export type Roles = Record<Role, number>;

/** Names in a mapping are no longer. */
const maxNameLength = 500;

/**
 * The names of a file's columns as a mapping names them: cleaned, none empty, and no two alike. `plain` is each without
 * the number that tells it from one of the same name.
 */
export function readHeaders(cells: readonly string[]): { names: string[]; plain: string[] } {
  const plain = cells.map((cell, index) => cutText(cleanLine(cell), maxNameLength) || `Column ${index + 1}`);
  return { names: distinctNames(plain, maxNameLength), plain };
}

type Headers = ReturnType<typeof readHeaders>;

export type RoleOptions = {
  mapping: ImportMapping | undefined;
  parseTime: (text: string) => number | null;
  /** A preview proposes columns that nobody named; an import does not. */
  isPreview: boolean;
};

function findByName(headers: Headers, role: Role, options: RoleOptions): number | null {
  const wanted = options.mapping?.[role];
  if (wanted !== undefined) {
    const index = headers.names.indexOf(wanted);
    if (index >= 0) return index;
    throw invalidRequest(
      `mapping.${role}`,
      `The file has no column "${wanted}". It has: ${headers.names.join(", ")}.`,
    );
  }
  const plain = headers.plain.map((name) => name.toLowerCase());
  const usual = usualNames[role].find((name) => plain.includes(name));
  if (usual === undefined) return null;
  const first = plain.indexOf(usual);
  if (plain.lastIndexOf(usual) === first || options.isPreview) return first;
  const alike = headers.names.filter((_, index) => plain[index] === usual);
  throw invalidRequest(
    `mapping.${role}`,
    `The file has ${alike.length} columns of one name. Say by the mapping which of them holds the ${role}: ${alike.join(", ")}.`,
  );
}

/** A proposal from the values: times can be read, steps repeat, cards repeat least. */
function guess(
  role: Role,
  rows: readonly Row[],
  free: readonly number[],
  options: RoleOptions,
): number | null {
  const valuesOf = (index: number) => rows.map(({ cells }) => cells[index] ?? "");
  if (role === "time")
    return free.find((index) => valuesOf(index).every((value) => options.parseTime(value) !== null)) ?? null;
  const variety = new Map(free.map((index) => [index, new Set(valuesOf(index)).size]));
  const byVariety = [...free].sort((a, b) => (variety.get(a) ?? 0) - (variety.get(b) ?? 0));
  return (role === "activity" ? byVariety[0] : byVariety.at(-1)) ?? null;
}

/**
 * Which columns hold the case, the activity and the time: as mapped, by usual names, or guessed from the first rows for a
 * preview. Throws `invalid` for what the mapping has to say.
 */
export function findRoles(headers: Headers, rows: readonly Row[], options: RoleOptions): Roles {
  const order = ["time", "case", "activity"] as const;
  const roles: Partial<Roles> = {};
  for (const role of order) roles[role] = findByName(headers, role, options) ?? undefined;
  for (const role of order) {
    const taken = new Set(Object.values(roles));
    const free = headers.names.map((_, index) => index).filter((index) => !taken.has(index));
    roles[role] ??= (options.isPreview ? guess(role, rows, free, options) : null) ?? undefined;
    if (roles[role] === undefined)
      throw invalidRequest(
        `mapping.${role}`,
        `Say which column holds the ${role}. The file has: ${headers.names.join(", ")}.`,
      );
  }
  return roles as Roles;
}
