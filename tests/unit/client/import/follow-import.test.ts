import { expect, test } from "vitest";
import { sayBytes } from "@/lib/client/format/byte-words";
import { Refused, Unreachable } from "@/lib/client/http/answer-error";
import { followImport } from "@/lib/client/import/follow-import";
import { judgeFile } from "@/lib/client/import/import-api";
import { type ImportJobView, maxFileBytes } from "@/lib/contracts/import";

const job = (state: ImportJobView["state"], progress = 0) =>
  ({ state, progress, finishedAt: state === "done" ? "2026-03-02T09:00:00.000Z" : null }) as ImportJobView;

const refused = (code: "unauthenticated" | "not-found") =>
  new Refused({ type: "", title: "", status: 400, detail: "No.", code });

/** Follows an import that answers like this, one after the other. */
async function follow(answers: (ImportJobView | Error)[]) {
  const seen: (string | null)[] = [];
  const pauses: number[] = [];
  const left = [...answers];
  const ended = followImport(
    {
      onJob: ({ state, progress }) => seen.push(`${state} ${progress}`),
      onTrouble: (words) => seen.push(words === null ? null : words.slice(0, 14)),
      signal: new AbortController().signal,
    },
    {
      read: async () => {
        const next = left.shift();
        if (!next) throw new Error("Asked once too often.");
        if (next instanceof Error) throw next;
        return next;
      },
      pause: async (ms) => {
        pauses.push(ms);
      },
    },
  );
  return { seen, pauses, ended };
}

test("asks until it has ended, and no longer", async () => {
  const { seen, ended } = await follow([job("waiting"), job("reading", 0.5), job("done", 1)]);
  await ended;
  expect(seen).toEqual(["waiting 0", "reading 0.5", "done 1"]);
});

test("a line or a session that is lost is waited out, less and less often, and told once it is back", async () => {
  const lost = new Unreachable(null);
  const answers = [
    job("writing", 0.1),
    lost,
    lost,
    lost,
    lost,
    lost,
    refused("unauthenticated"),
    job("done", 1),
  ];
  const { seen, pauses, ended } = await follow(answers);
  await ended;
  expect(seen).toEqual(["writing 0.1", ...Array(5).fill("The server doe"), "You are signed", null, "done 1"]);
  expect(pauses).toEqual([700, 1_400, 2_800, 5_000, 5_000, 5_000, 5_000]);
});

test("one that is unknown ends the asking", async () => {
  const { ended } = await follow([refused("not-found")]);
  await expect(ended).rejects.toThrow("No.");
});

test("sizes in words, and files that are not sent", () => {
  expect([0, 640, 1_024, 300_000, 1_600_000, 17_000_000].map(sayBytes)).toEqual([
    "0 bytes",
    "640 bytes",
    "1 KB",
    "293 KB",
    "1.5 MB",
    "16 MB",
  ]);
  expect(judgeFile({ size: 0 })).toBe("The file is empty.");
  expect(judgeFile({ size: maxFileBytes })).toBeNull();
  expect(judgeFile({ size: maxFileBytes + 1 })).toContain("at most 128 MB");
});
