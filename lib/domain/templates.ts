import type { ClassOfService, ColumnKind } from "./board";
import type { LimitMode } from "./limit";

/** A column of a template; `max` is its own WIP limit. */
export type TemplateColumn = { name: string; kind: ColumnKind; max?: number };

/** A limit over several columns of a template, by their names, or over a class of service. */
export type TemplateLimit = {
  columns: readonly string[];
  max: number;
  mode: LimitMode;
  classOfService?: ClassOfService;
};

/** Where a board begins: columns from left to right, limits, and settings. */
export type BoardTemplateFacts = {
  columns: readonly TemplateColumn[];
  limits: readonly TemplateLimit[];
  expediteExempt: boolean;
};

/** Ways of working that a new board can begin with. Limits are starting values, meant to be changed. */
export const templates = {
  kanban: {
    columns: [
      { name: "Backlog", kind: "backlog" },
      { name: "Ready", kind: "queue", max: 5 },
      { name: "In progress", kind: "active", max: 3 },
      { name: "Done", kind: "done" },
    ],
    limits: [],
    expediteExempt: false,
  },
  scrumban: {
    columns: [
      { name: "Backlog", kind: "backlog" },
      { name: "This sprint", kind: "queue", max: 12 },
      { name: "Analysis", kind: "active", max: 2 },
      { name: "Development", kind: "active", max: 4 },
      { name: "Testing", kind: "active", max: 3 },
      { name: "Done", kind: "done" },
    ],
    limits: [{ columns: ["Analysis", "Development", "Testing"], max: 7, mode: "hard" }],
    expediteExempt: false,
  },
  delivery: {
    columns: [
      { name: "Options", kind: "backlog" },
      { name: "Selected", kind: "queue", max: 4 },
      { name: "Development", kind: "active", max: 4 },
      { name: "Ready for review", kind: "queue", max: 3 },
      { name: "Review", kind: "active", max: 2 },
      { name: "Ready to deploy", kind: "queue", max: 4 },
      { name: "Deploy", kind: "active", max: 1 },
      { name: "Done", kind: "done" },
    ],
    limits: [{ columns: ["Development", "Ready for review"], max: 6, mode: "hard" }],
    expediteExempt: false,
  },
  support: {
    columns: [
      { name: "Inbox", kind: "backlog" },
      { name: "Triaged", kind: "queue", max: 8 },
      { name: "Investigating", kind: "active", max: 4 },
      { name: "Waiting for reply", kind: "queue", max: 6 },
      { name: "Fixing", kind: "active", max: 3 },
      { name: "Resolved", kind: "done" },
    ],
    limits: [
      {
        columns: ["Triaged", "Investigating", "Waiting for reply", "Fixing"],
        max: 1,
        mode: "hard",
        classOfService: "expedite",
      },
    ],
    expediteExempt: true,
  },
} as const satisfies Record<string, BoardTemplateFacts>;

/**
 * A board's key from its name: initials of its words, else the first letters of its one word; 2 to 4 capitals.
 * A name without Latin letters gives `BOARD`.
 *
 * @example keyFromName("Payments platform") // "PP"
 */
export function keyFromName(name: string): string {
  const words = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => /^[A-Z]/.test(word));
  const [first] = words;
  if (first === undefined) return "BOARD";
  return words.length > 1
    ? words
        .map((word) => word.charAt(0))
        .join("")
        .slice(0, 4)
    : first.slice(0, 4);
}
