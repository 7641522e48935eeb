import { z } from "zod";
import { idempotencyKey, preference } from "./headers";
import { columnKind, id, instant, line, listOf, optionalLine, timeZone } from "./primitives";
import { problem } from "./problem";

export const importFormats = ["event-log", "trello"] as const;
export type ImportFormat = (typeof importFormats)[number];

/**
 * How a file becomes a board. `case`, `activity`, `time`: names of the CSV columns. `columns`: the board's, from left to
 * right, each with the activities (Trello: lists) that mean it; without activities its own name is meant. `deleted`:
 * activities by which a card leaves the board. `ignored`: activities that say nothing about where a card is.
 */
const importMapping = z.strictObject({
  case: line(500).optional(),
  activity: line(500).optional(),
  time: line(500).optional(),
  columns: listOf(
    z.strictObject({
      name: line(80),
      kind: columnKind,
      activities: listOf(optionalLine(500), 500).optional(),
    }),
    500,
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

/** A file as it is sent, packed or not, in bytes. */
export const maxFileBytes = 128 * 1024 * 1024;
/** The JSON of the options, in bytes or characters, wherever it comes. */
export const maxOptionBytes = 512 * 1024;

/**
 * `file`: a file that was sent before; the body is then the options as JSON. `async`: the answer is a job to follow, as
 * for the header `Prefer: respond-async`.
 */
export const importQuery = z.object({
  format: z.enum(importFormats, `Must be ${importFormats.join(" or ")}.`),
  dryRun: z.stringbool().default(false),
  options: z
    .string()
    .max(maxOptionBytes, `At most ${maxOptionBytes.toLocaleString("en")} characters.`)
    .optional(),
  file: id.optional(),
  async: z.stringbool().default(false),
});

/** `Prefer: respond-async`: as `async`. */
export const importHeaders = z.object({ "Idempotency-Key": idempotencyKey, Prefer: preference });

/** `name`: what the file is called; the one in a form wins. `teamId`: where the board is to be. */
export const importFileQuery = z.object({ name: line(200).optional(), teamId: id.optional() });

/** A file that waits for its import; it is removed after that, and at `expiresAt` in any case. */
export const importFileView = z
  .object({
    id,
    name: z.string().nullable(),
    bytes: z.number().int(),
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: "ImportFile" });
export type ImportFileView = z.infer<typeof importFileView>;

/**
 * Something of the file that does not come in, how often, and why. `fields`: the fields of the file that it takes away, by
 * their place in it, with how many values of each.
 */
const dropped = z
  .object({
    what: z.string(),
    count: z.number().int(),
    why: z.string(),
    fields: z.array(z.object({ field: z.string(), count: z.number().int() })).optional(),
  })
  .meta({ id: "Dropped" });
export type Dropped = z.infer<typeof dropped>;

export const importAnswer = z
  .object({
    boardId: id,
    cards: z.number().int(),
    transitions: z.number().int(),
    dropped: z.array(dropped),
  })
  .meta({ id: "ImportAnswer" });
export type ImportAnswer = z.infer<typeof importAnswer>;

const openImportStates = ["waiting", "reading", "writing"] as const;
const importStates = [...openImportStates, "done", "failed", "cancelled"] as const;
export type ImportState = (typeof importStates)[number];

/**
 * An import under way or ended. `progress`: share of the present state, 0 to 1. `answer` when it is done, `problem` when
 * it failed; nothing was imported unless it is done. `file`: the file that was sent, while it is still there.
 */
export const importJobView = z
  .object({
    id,
    state: z.enum(importStates),
    progress: z.number().min(0).max(1),
    format: z.enum(importFormats),
    options: importOptions,
    file: importFileView.nullable(),
    createdAt: instant,
    finishedAt: instant.nullable(),
    answer: importAnswer.optional(),
    problem: problem.optional(),
  })
  .meta({ id: "ImportJob" });
export type ImportJobView = z.infer<typeof importJobView>;

/** A job to follow at `/imports/{id}`. */
export const startedImport = z.object({ id }).meta({ id: "StartedImport" });
export type StartedImport = z.infer<typeof startedImport>;

/** What an import would make, without making it. `mapping` is the one used: the given one, or what was guessed. */
export const importPreview = z
  .object({
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
  })
  .meta({ id: "ImportPreview" });
export type ImportPreview = z.infer<typeof importPreview>;
