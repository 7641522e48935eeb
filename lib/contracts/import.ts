import { z } from "zod";
import { columnKind, id, line, listOf, optionalLine, timeZone } from "./primitives";

export const importFormats = ["event-log", "trello"] as const;
export type ImportFormat = (typeof importFormats)[number];

/**
 * How a file becomes a board. `case`, `activity`, `time`: names of the CSV columns. `columns`: the board's, from left to
 * right, each with the activities (Trello: lists) that mean it; without activities its own name is meant. `deleted`:
 * activities by which a card leaves the board. `ignored`: activities that say nothing about where a card is.
 */
export const importMapping = z.strictObject({
  case: line(500).optional(),
  activity: line(500).optional(),
  time: line(500).optional(),
  columns: listOf(
    z.strictObject({
      name: line(80),
      kind: columnKind,
      activities: listOf(optionalLine(500), 500).optional(),
    }),
    100,
  )
    .min(1, "At least one column.")
    .optional(),
  deleted: listOf(optionalLine(500), 500).default([]),
  ignored: listOf(optionalLine(500), 500).default([]),
});
export type ImportMapping = z.infer<typeof importMapping>;

export const importOptions = z.strictObject({
  teamId: id.optional(),
  boardName: line(80).optional(),
  timeZone: timeZone.optional(),
  mapping: importMapping.optional(),
});
export type ImportOptions = z.infer<typeof importOptions>;

export const importQuery = z.object({
  format: z.enum(importFormats),
  dryRun: z.stringbool().default(false),
  options: z.string().max(200_000, "At most 200,000 characters.").optional(),
});

/**
 * Something of the file that does not come in, how often, and why. `fields`: the fields of the file that it takes away, by
 * their place in it, with how many values of each.
 */
export const dropped = z.object({
  what: z.string(),
  count: z.number().int(),
  why: z.string(),
  fields: z.array(z.object({ field: z.string(), count: z.number().int() })).optional(),
});
export type Dropped = z.infer<typeof dropped>;

export const importAnswer = z.object({
  boardId: id,
  cards: z.number().int(),
  transitions: z.number().int(),
  dropped: z.array(dropped),
});
export type ImportAnswer = z.infer<typeof importAnswer>;

/** What an import would make, without making it. `mapping` is the one used: the given one, or what was guessed. */
export const importPreview = z.object({
  boardName: z.string(),
  timeZone: z.string(),
  cards: z.number().int(),
  transitions: z.number().int(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  columns: z.array(
    z.object({
      name: z.string(),
      kind: columnKind,
      activities: z.array(z.string()),
      isArchived: z.boolean(),
      cards: z.number().int(),
      visits: z.number().int(),
    }),
  ),
  /** What the file calls the steps, by how often they occur. */
  activities: z.array(z.object({ name: z.string(), count: z.number().int() })),
  /** CSV: the names in its header. */
  headers: z.array(z.string()),
  mapping: z.object({
    case: z.string().nullable(),
    activity: z.string().nullable(),
    time: z.string().nullable(),
    deleted: z.array(z.string()),
    ignored: z.array(z.string()),
  }),
  dropped: z.array(dropped),
});
export type ImportPreview = z.infer<typeof importPreview>;
