import { z } from "zod";
import {
  type ImportFileView,
  type ImportFormat,
  type ImportJobView,
  type ImportOptions,
  type ImportPreview,
  importFileView,
  importFormats,
  importOptions,
} from "@/lib/contracts/import";
import { columnKinds } from "@/lib/domain/board";
import { cutText } from "@/lib/domain/text";
import { type ImportPlan, mappingOf, planBehind, planOf, rolesOf } from "./import-plan";

/** A file that was sent, and how it is to become a board. `plan`, `name`: null while what is proposed is taken. */
export type ImportSession = {
  file: ImportFileView;
  format: ImportFormat;
  plan: ImportPlan | null;
  name: string | null;
  timeZone: string;
  teamId: string | null;
  /** The import that was begun of it, until it is seen to have ended. */
  jobId: string | null;
  /** What was asked for to begin it, until the answer is there: asked again, it begins nothing twice. */
  asked: { key: string; options: ImportOptions } | null;
};

const kept = z.object({
  file: importFileView,
  format: z.enum(importFormats),
  plan: z
    .object({
      case: z.string().nullable(),
      activity: z.string().nullable(),
      time: z.string().nullable(),
      columns: z.array(z.object({ key: z.number(), name: z.string(), kind: z.enum(columnKinds) })),
      destinations: z.array(
        z.tuple([z.string(), z.union([z.number(), z.literal("leaves"), z.literal("ignored")])]),
      ),
    })
    .nullable(),
  name: z.string().nullable(),
  timeZone: z.string(),
  teamId: z.string().nullable(),
  jobId: z.string().nullable(),
  asked: z.object({ key: z.string(), options: importOptions }).nullable(),
});

/** The session as text, to be kept by the browser. */
export function keepSession({ plan, ...session }: ImportSession): string {
  return JSON.stringify({ ...session, plan: plan && { ...plan, destinations: [...plan.destinations] } });
}

/** A session that was kept; null for anything else. */
export function restoreSession(text: string): ImportSession | null {
  try {
    const { plan, ...session } = kept.parse(JSON.parse(text));
    return { ...session, plan: plan && { ...plan, destinations: new Map(plan.destinations) } };
  } catch {
    return null;
  }
}

/** The session behind an import that was begun, for another try; null when its file is gone. */
export function sessionBehind({ file, format, options }: ImportJobView): ImportSession | null {
  if (!file) return null;
  return {
    file,
    format,
    plan: options.mapping ? planBehind(options.mapping) : null,
    name: options.boardName ?? null,
    timeZone: options.timeZone ?? "UTC",
    teamId: options.teamId ?? null,
    jobId: null,
    asked: null,
  };
}

/** The plan as it stands: what was changed, else what the preview proposes. */
export function planNow({ plan }: ImportSession, preview: ImportPreview): ImportPlan {
  return plan && plan.columns.length > 0 ? plan : planOf(preview);
}

/** What the board is to be called: what was typed, else what the file proposes. */
export function nameNow({ name, file, format }: ImportSession, preview: ImportPreview): string {
  if (name !== null) return name;
  if (format === "trello") return preview.boardName;
  return cutText((file.name ?? "Imported board").replace(/\.(csv|tsv|txt)?(\.gz)?$/i, ""), 80);
}

/** What a preview depends on. */
export function previewOptions({ plan, timeZone }: ImportSession): ImportOptions {
  return { timeZone, ...(plan && { mapping: mappingOf(plan) }) };
}

/** What an import is to do: what its preview showed. */
export function importOptionsOf(session: ImportSession, preview: ImportPreview): ImportOptions {
  const { plan, timeZone, teamId } = session;
  const proposed = { ...rolesOf(preview.mapping), deleted: [], ignored: [] };
  return {
    timeZone,
    boardName: nameNow(session, preview).trim(),
    ...(teamId && { teamId }),
    mapping: plan && plan.columns.length > 0 ? mappingOf(plan) : proposed,
  };
}
