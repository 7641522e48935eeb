import { answerApi } from "@/lib/server/routes/api";
import "../support/database";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { maxFileBytes, maxOptionBytes } from "@/lib/contracts/import";
import { getDb, getPool } from "@/lib/server/db/client";
import { forgetBefore } from "@/lib/server/usecases/health/forget-expired";
import { type Actor, buildActor, buildTeam } from "../support/actors";
import { callRoute } from "../support/call-route";

// A file comes in once, is counted as it comes, and nothing is cut: what is over a limit is refused whole and leaves
// nothing behind. Each limit is tried at one less, at itself and at one more.

let teamId: string;
let lead: Actor;

beforeAll(async () => {
  teamId = await buildTeam();
});

// Each with room of their own for files.
beforeEach(async () => {
  lead = await buildActor(teamId, "lead");
});

const log = "case_id,activity,timestamp\nA,new,2026-03-02T09:00:00Z\nA,done,2026-03-03T09:00:00Z\n";

/** Pieces of so many bytes in all, none of them held. */
function bytes(count: number, head = ""): ReadableStream<Uint8Array> {
  const piece = new Uint8Array(65_536).fill(97);
  let left = count - head.length;
  let isFirst = head.length > 0;
  return new ReadableStream({
    pull(controller) {
      if (isFirst) controller.enqueue(new TextEncoder().encode(head));
      isFirst = false;
      const size = Math.min(left, piece.length);
      if (size > 0) controller.enqueue(piece.subarray(0, size));
      left -= size;
      if (left === 0) controller.close();
    },
  });
}

type Body = ReadableStream<Uint8Array> | FormData | string;

async function post(
  path: "/imports" | "/imports/files",
  actor: Actor,
  body: Body | null,
  query = "",
  headers = {},
) {
  const request = new Request(`http://sluice.test/api/v1${path}?${query}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${actor.token}`, ...headers },
    body,
    ...(body instanceof ReadableStream && { duplex: "half" }),
  } as RequestInit);
  const response = await answerApi(request);
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const countFiles = async () => {
  const { rows } = await getPool().query("SELECT count(*)::int AS n FROM import_file");
  const chunks = await getPool().query("SELECT count(*)::int AS n FROM import_chunk");
  return { files: rows[0].n, chunks: chunks.rows[0].n };
};

/** A form as bytes, so that each part can be as long as wanted. */
function form(parts: { name: string; file?: string; text: string; head?: string }[], end = true): string {
  const written = parts.map(({ name, file, text, head = "" }) => {
    const named = file === undefined ? "" : `; filename="${file}"`;
    return `--edge\r\nContent-Disposition: form-data; name="${name}"${named}\r\n${head}\r\n${text}\r\n`;
  });
  return written.join("") + (end ? "--edge--\r\n" : "");
}
const formHeaders = { "Content-Type": "multipart/form-data; boundary=edge" };
const sendForm = (parts: Parameters<typeof form>[0], end = true) =>
  post("/imports/files", lead, form(parts, end), "", formHeaders);

describe("limits", () => {
  test.each([
    [-1, 201],
    [0, 201],
    [1, 413],
  ])("a file as the body, at the limit and %i", async (over, status) => {
    const before = await countFiles();
    const answer = await post("/imports/files", lead, bytes(maxFileBytes + over));
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    if (status === 201) {
      expect(answer.body.bytes).toBe(maxFileBytes + over);
      await callRoute("delete /imports/files/{id}", lead, { params: { id: answer.body.id } });
    } else expect(answer.body.detail).toContain("128 MB");
    expect(await countFiles()).toEqual(before);
  });

  test.each([
    [0, 201],
    [1, 413],
  ])("a file in a form, at the limit and %i", async (over, status) => {
    const head = form([{ name: "file", file: "a.csv", text: "" }], false).slice(0, -2);
    const tail = "\r\n--edge--\r\n";
    const before = await countFiles();
    const parts = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(new TextEncoder().encode(head));
        for await (const piece of bytes(maxFileBytes + over)) controller.enqueue(piece);
        controller.enqueue(new TextEncoder().encode(tail));
        controller.close();
      },
    });
    const answer = await post("/imports/files", lead, parts, "", formHeaders);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    if (status === 201)
      await callRoute("delete /imports/files/{id}", lead, { params: { id: answer.body.id } });
    expect(await countFiles()).toEqual(before);
  });

  test("no byte after the first one too many is read", async () => {
    let read = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        read += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    expect((await post("/imports/files", lead, endless)).status).toBe(413);
    expect(read).toBeLessThan(maxFileBytes + 4 * 65_536);
  });

  test("a length that is announced is refused before anything is read", async () => {
    const before = await countFiles();
    const unread = new ReadableStream<Uint8Array>(
      {
        pull() {
          throw new Error("was read");
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { "Content-Length": String(maxFileBytes + 1) };
    expect((await post("/imports/files", lead, unread, "", headers)).status).toBe(413);
    expect(await countFiles()).toEqual(before);
  });

  test.each([
    [-1, 200],
    [0, 200],
    [1, 413],
  ])("the options in a form, at the limit and %i", async (over, status) => {
    const options = JSON.stringify({ teamId });
    const parts = [
      { name: "file", file: "a.csv", text: log },
      { name: "options", text: options + " ".repeat(maxOptionBytes + over - options.length) },
    ];
    const before = await countFiles();
    const query = "format=event-log&dryRun=true";
    const answer = await post("/imports", lead, form(parts), query, formHeaders);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(await countFiles()).toEqual(before);
  });

  test.each([
    [9, 201],
    [10, 201],
    [11, 413],
  ])("%i fields beside the file", async (count, status) => {
    const fields = Array.from({ length: count }, (_, index) => ({ name: `field${index}`, text: "x" }));
    const before = await countFiles();
    const answer = await sendForm([...fields, { name: "file", file: "a.csv", text: log }]);
    expect(answer.status).toBe(status);
    if (status === 413) expect(await countFiles()).toEqual(before);
  });

  test("one file, and no second one", async () => {
    const file = { name: "file", file: "a.csv", text: log };
    expect((await sendForm([file])).body).toMatchObject({ name: "a.csv", bytes: log.length });
    const before = await countFiles();
    expect((await sendForm([file, file])).status).toBe(413);
    expect(await countFiles()).toEqual(before);
  });

  test("of all files of one person, as many as fit; the rest is told when to come again", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 4; count++) ids.push((await post("/imports/files", lead, log)).body.id);
    await getPool().query("UPDATE import_file SET bytes = $1 WHERE id = ANY($2)", [maxFileBytes, ids]);
    const full = await post("/imports/files", lead, log);
    expect([full.status, full.body.code]).toEqual([429, "rate-limited"]);
    expect(Number(full.headers.get("retry-after"))).toBeGreaterThan(3_000);
    const other = await buildActor(teamId, "lead");
    expect((await post("/imports/files", other, log)).status).toBe(201);
    await callRoute("delete /imports/files/{id}", lead, { params: { id: ids[0] ?? "" } });
    expect((await post("/imports/files", lead, log)).status).toBe(201);
    await getPool().query("DELETE FROM import_file");
  });
});

describe("forms that are not whole", () => {
  const file = { name: "file", file: "a.csv", text: log };
  test.each([
    ["cut off", form([file], false)],
    ["cut off within the head of a part", `${form([file], false)}--edge\r\nContent-Dispo`],
    ["no part", "--edge--\r\n"],
    ["nothing", ""],
    ["no field named file", form([{ name: "other", text: "x" }])],
    ["an empty file", form([{ ...file, text: "" }])],
    ["another boundary", form([file]).replaceAll("--edge", "--other")],
    [
      "a head that is too long",
      form([{ name: "x", text: log, head: "" }]).replace("Content-", `X: ${"y".repeat(20_000)}\r\nContent-`),
    ],
  ])("%s", async (_, body) => {
    const before = await countFiles();
    const answer = await post("/imports/files", lead, body, "", formHeaders);
    expect([answer.status, answer.body.code]).toEqual([400, "invalid"]);
    expect(answer.body.errors[0].message).toMatch(/\.$/);
    expect(await countFiles()).toEqual(before);
  });

  test("a type without a boundary", async () => {
    const answer = await post("/imports/files", lead, form([file]), "", {
      "Content-Type": "multipart/form-data",
    });
    expect(answer.status).toBe(400);
  });

  test("a sender who goes away leaves nothing", async () => {
    const before = await countFiles();
    let sent = 0;
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 40) controller.error(new Error("ECONNRESET"));
        else controller.enqueue(new Uint8Array(65_536));
      },
    });
    expect((await post("/imports/files", lead, broken)).status).toBe(400);
    expect(await countFiles()).toEqual(before);
  });

  test("options that are not valid take the file with them", async () => {
    const before = await countFiles();
    for (const text of ["{", '{"unknown":1}', '{"teamId":"x"}']) {
      const answer = await post(
        "/imports",
        lead,
        form([file, { name: "options", text }]),
        "format=event-log",
        formHeaders,
      );
      expect(answer.status).toBe(400);
    }
    expect(await countFiles()).toEqual(before);
  });
});

describe("the right is asked before the body is read", () => {
  const unread = () =>
    new ReadableStream<Uint8Array>(
      {
        pull() {
          throw new Error("was read");
        },
      },
      { highWaterMark: 0 },
    );

  test.each([
    ["a file", "/imports/files", ""],
    ["an import", "/imports", "format=event-log"],
    ["a preview", "/imports", "format=trello&dryRun=true"],
  ] as const)("%s", async (_, route, query) => {
    for (const role of ["viewer", "member"] as const) {
      expect((await post(route, await buildActor(teamId, role), unread(), query)).status).toBe(403);
    }
    const inNoTeam = await post(route, await buildActor(), unread(), query);
    expect([inNoTeam.status, inNoTeam.body.detail]).toEqual([403, expect.stringContaining("no team")]);
    const readOnly = await buildActor(teamId, "owner", ["read"]);
    expect((await post(route, readOnly, unread(), query)).status).toBe(403);
  });

  test("in the team that is asked for", async () => {
    const stranger = await buildActor(await buildTeam("Elsewhere"), "owner");
    expect((await post("/imports/files", stranger, unread(), `teamId=${teamId}`)).status).toBe(404);
    const options = encodeURIComponent(JSON.stringify({ teamId }));
    expect((await post("/imports", stranger, unread(), `format=trello&options=${options}`)).status).toBe(404);
  });
});

describe("a file that was sent", () => {
  const keep = async (actor = lead) => (await post("/imports/files", actor, log, "name=a%20log.csv")).body;
  const importFile = (actor: Actor, id: string, options: object, query = "") =>
    callRoute("post /imports", actor, {
      query: { format: "event-log", file: id, ...Object.fromEntries(new URLSearchParams(query)) },
      body: options,
    });

  test("is its sender's alone", async () => {
    const file = await keep();
    expect(file).toMatchObject({ name: "a log.csv", bytes: log.length });
    const hour = new Date(file.expiresAt).getTime() - new Date(file.createdAt).getTime();
    expect(Math.round(hour / 60_000)).toBe(60);
    expect((await callRoute("get /imports/files/{id}", lead, { params: { id: file.id } })).body).toEqual(
      file,
    );
    const colleague = await buildActor(teamId, "owner");
    expect((await callRoute("get /imports/files/{id}", colleague, { params: { id: file.id } })).status).toBe(
      404,
    );
    expect((await importFile(colleague, file.id, { teamId }, "dryRun=true")).status).toBe(404);
    const remove = (actor: Actor) =>
      callRoute("delete /imports/files/{id}", actor, { params: { id: file.id } });
    expect((await remove(colleague)).status).toBe(404);
    expect((await remove(lead)).status).toBe(204);
    expect((await remove(lead)).status).toBe(404);
  });

  test("is read for each preview, and gone after its import", async () => {
    const file = await keep();
    for (const kind of ["active", "done"]) {
      const columns = [
        { name: "new", kind: "queue" },
        { name: "done", kind },
      ];
      const { status, body } = await importFile(
        lead,
        file.id,
        { teamId, mapping: { columns } },
        "dryRun=true",
      );
      expect([status, body.columns[1].kind, body.cards]).toEqual([200, kind, 1]);
    }
    const done = await importFile(lead, file.id, { teamId, boardName: "Kept" });
    expect([done.status, done.body.cards]).toEqual([201, 1]);
    expect(await getDb().board.findUnique({ where: { id: done.body.boardId } })).toMatchObject({
      name: "Kept",
    });
    const again = await importFile(lead, file.id, { teamId });
    expect([again.status, again.body.detail]).toEqual([404, expect.stringContaining("Choose it again")]);
  });

  test("stays after an import that was refused, so that a better mapping needs no second sending", async () => {
    const file = await keep();
    const refused = await importFile(lead, file.id, { teamId, mapping: { case: "no such column" } });
    expect(refused.status).toBe(400);
    expect((await importFile(lead, file.id, { teamId })).status).toBe(201);
  });

  test("is removed after its hour, with what is left of others, and imports after a day", async () => {
    const file = await keep();
    const other = await keep();
    await importFile(lead, other.id, { teamId });
    await getPool().query("UPDATE import_file SET expires_at = now() - interval '1 second' WHERE id = $1", [
      file.id,
    ]);
    const expired = await importFile(lead, file.id, { teamId }, "dryRun=true");
    expect([expired.status, expired.body.detail]).toEqual([404, expect.stringContaining("kept for an hour")]);
    await getPool().query("UPDATE import_job SET finished_at = now() - interval '25 hours'");
    await forgetBefore(Date.now());
    expect(await getDb().importFile.count({ where: { id: file.id } })).toBe(0);
    expect(await getDb().importChunk.count({ where: { fileId: file.id } })).toBe(0);
    expect(await getDb().importJob.count()).toBe(0);
  });

  test("a file of which a piece is missing is never read as a shorter one", async () => {
    const before = await getDb().board.count();
    const { body: file } = await post("/imports/files", lead, bytes(3 * 1024 * 1024, log));
    await getPool().query("DELETE FROM import_chunk WHERE file_id = $1 AND seq > 0", [file.id]);
    expect((await importFile(lead, file.id, { teamId })).status).toBe(404);
    expect(await getDb().board.count()).toBe(before);
  });
});
