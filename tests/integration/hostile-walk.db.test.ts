import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Route } from "@/lib/server/api/define-route";
import { apiBase } from "@/lib/server/http/api-base";
import { readRoutes } from "@/lib/server/http/route-table";
import { routes } from "@/lib/server/routes";
import {
  hostileBodies,
  hostileHeaders,
  hostileTexts,
  hostileValues,
  type Json,
  placesOf,
  put,
  sampleOf,
  shareOf,
  toJson,
} from "../support/hostile";
import { projectRoot } from "../support/postgres";
import { productPort } from "../support/product";
import { type ServedProduct, serveProduct } from "../support/served-product.mjs";
import { signInAt } from "../support/sign-in";

// Malformed and hostile input at every door of the product as it is served. The doors come from the list of routes
// and the files of the framework, what they take from the schemas of the routes.

type Probe = {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
};
type Who = { name: string; headers: Record<string, string> };
type Fault = { probe: string; who: string; status: number; why: string };

const walkers = 6;
const nowhere = "01920000-0000-7000-8000-000000000000";

let product: ServedProduct;
let stranger: Who;
let member: Who;
let owner: Who;
let ids: Record<string, string>;

async function api(path: string, body?: unknown, token = product.token) {
  const response = await fetch(`${product.address}/api/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

beforeAll(async () => {
  product = await serveProduct(productPort + 1);
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
  stranger = { name: "stranger", headers: {} };
  owner = { name: "owner", headers: bearer(product.token) };
  const { teams } = await api("/me");
  const email = "member@example.org";
  product.admin("create-user", "--email", email, "--name", "Max", "--password", "only for this script");
  await api(`/teams/${teams[0].id}/members`, { email, role: "member" });
  member = { name: "member", headers: bearer(product.admin("create-token", "--email", email)) };
  const columns = [
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 5 } },
    { name: "Done", kind: "done" },
  ];
  const made = await api("/boards", { name: "Walked", teamId: teams[0].id, columns });
  const boardId: string = made.board.id;
  const { columns: stored, limits } = await api(`/boards/${boardId}`);
  const [ready] = stored;
  const card = await api(`/boards/${boardId}/cards`, { columnId: ready.id, title: "Walked" });
  const lane = await api(`/boards/${boardId}/lanes`, { name: "Lane" });
  const label = await api(`/boards/${boardId}/labels`, { name: "Label", colour: "blue" });
  ids = {
    boards: boardId,
    columns: ready.id,
    cards: card.id,
    lanes: lane.id,
    labels: label.id,
    limits: limits[0].id,
    teams: teams[0].id,
  };
}, 400_000);

afterAll(async () => {
  await product?.stop();
});

/** An address with its places filled: with what there is, or, to remove, with what there is not. */
function fillPath(path: string, method: string): string {
  const kind = path.split("/")[3] ?? "";
  let isFirst = true;
  return path.replace(/\{\w+\}/g, () => {
    const id = isFirst && method !== "DELETE" ? ids[kind] : undefined;
    isFirst = false;
    return id ?? nowhere;
  });
}

const known = (name: string): unknown => {
  const byName: Record<string, unknown> = {
    columnId: ids.columns,
    columnIds: [ids.columns],
    laneId: ids.lanes,
    cardId: ids.cards,
    cardIds: [ids.cards],
    teamId: ids.teams,
    boards: ids.boards,
    label: ids.labels,
    lane: ids.lanes,
    email: "somebody@example.org",
    timeZone: "Europe/Paris",
    category: "other",
    format: "event-log",
  };
  return byName[name];
};

/** Half a character cannot be part of an address; a browser sends its replacement. */
const sent = (text: string) => Buffer.from(text).toString();

const asQuery = (path: string, query: [string, string][]) => {
  const search = new URLSearchParams(query.map(([key, value]) => [key, sent(value)]));
  return search.size === 0 ? path : `${path}?${search}`;
};

/** One method of one address below `/api`, and its route where it is the API's. */
type Tried = { pattern: string; method: string; route?: Route };

/** Everything that is tried at one of them, by somebody who may. */
function probesOf({ pattern, method, route }: Tried): Probe[] {
  const path = fillPath(pattern, method);
  const json = { "Content-Type": "application/json" };
  const paths = shareOf(hostileTexts.slice(1), pattern.length, 6).map((text) =>
    pattern.replace(/\{\w+\}/g, encodeURIComponent(sent(text))),
  );
  const inPath = pattern.includes("{") ? paths.map((one): Probe => ({ method, path: one })) : [];
  const place = pattern.length + method.length;
  const inHeaders = shareOf(hostileHeaders, place, 8).map((headers): Probe => ({ method, path, headers }));
  const { query, body } = route ?? {};
  const fields = query ? Object.entries(toJson(query).properties ?? {}) : [];
  const required = fields
    .filter(([name]) => known(name) !== undefined)
    .map(([name]): [string, string] => [name, String(known(name))]);
  const inQuery = fields.flatMap(([name], index) =>
    shareOf(hostileTexts, place + index, 9).map((text): Probe => {
      const others = required.filter(([other]) => other !== name);
      return { method, path: asQuery(path, [...others, [name, text]]) };
    }),
  );
  const twice: Probe = {
    method,
    path: asQuery(
      path,
      fields.flatMap(([name]) => [
        [name, "1"],
        [name, "2"],
      ]),
    ),
  };
  if (method === "GET") return [...inPath, ...inHeaders, ...inQuery, twice];
  const whole = hostileBodies.map(
    (raw): Probe => ({
      method,
      path,
      headers: json,
      body: raw as string | Uint8Array<ArrayBuffer>,
    }),
  );
  return [
    ...inPath,
    ...inHeaders,
    ...inQuery,
    twice,
    ...whole,
    ...(body ? inBody(method, path, toJson(body)) : []),
  ];
}

function inBody(method: string, path: string, shape: Json): Probe[] {
  const base = sampleOf(shape, known);
  const places = [...placesOf(shape), ["__proto__"], ["surplus"]];
  return places.flatMap((place, index) =>
    shareOf(hostileValues, index + path.length, 11).map(
      (value): Probe => ({
        method,
        path,
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(put(base, place, value)),
      }),
    ),
  );
}

const leaks =
  /\n\s+at .+(file:|node:|\.js)|node_modules|prisma|postgres|\bSELECT\b|\bINSERT\b|relation "|sqlstate/i;

async function send(probe: Probe, who: Who): Promise<Fault | null> {
  const { method, path, headers, body } = probe;
  const fault = (status: number, why: string): Fault => ({
    probe: `${method} ${path.slice(0, 160)} ${JSON.stringify(headers ?? {}).slice(0, 120)} ${String(body ?? "").slice(0, 200)}`,
    who: who.name,
    status,
    why,
  });
  const request = { method, headers: { ...who.headers, ...headers }, body, redirect: "manual" as const };
  const response = await fetch(product.address + path, request).catch((error: Error) => error);
  // What HTTP itself forbids, such as a body of GET, is not sent.
  if (response instanceof Error)
    return /fetch failed/.test(response.message) ? fault(0, String(response.cause)) : null;
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return null;
  }
  const text = await response.text();
  if (response.status >= 500) return fault(response.status, text.slice(0, 200));
  if (response.status < 400) return null;
  const isProblem = response.headers.get("content-type") === "application/problem+json";
  if (path.startsWith("/api/v1/") && method !== "HEAD" && !isProblem)
    return fault(response.status, "no problem document");
  const leak = text.startsWith("<!DOCTYPE") ? null : leaks.exec(text);
  return leak ? fault(response.status, `tells ${leak[0]}`) : null;
}

/** Asks beside everything whether the server lives, from a thread of its own; tells how long it waited, and when. */
const beside = `
  const { parentPort, workerData } = require("node:worker_threads");
  const waits = [];
  let isOver = false;
  parentPort.once("message", () => { isOver = true; });
  (async () => {
    while (!isOver) {
      const from = Date.now();
      await (await fetch(workerData + "/api/health/live")).text();
      waits.push({ from, to: Date.now() });
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    parentPort.postMessage(waits.sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, 3));
  })();
`;

type Span = { from: number; to: number };

/** Sends everything, a few at a time, while the server is asked beside it whether it lives. */
async function walk(probes: readonly Probe[], people: readonly Who[]): Promise<Fault[]> {
  const queue = people.flatMap((who) => probes.map((probe) => ({ probe, who })));
  const faults: Fault[] = [];
  const sent: (Span & { probe: Probe })[] = [];
  const asking = new Worker(beside, { eval: true, workerData: product.address });
  let next = 0;
  const walker = async () => {
    for (let one = queue[next++]; one; one = queue[next++]) {
      const from = Date.now();
      const found = await send(one.probe, one.who);
      sent.push({ probe: one.probe, from, to: Date.now() });
      if (found) faults.push(found);
    }
  };
  await Promise.all(Array.from({ length: walkers }, walker));
  asking.postMessage("over");
  const [waits] = (await once(asking, "message")) as [Span[]];
  const [{ from, to } = { from: 0, to: 0 }] = waits;
  const meanwhile = sent.find((one) => one.from < to && one.to > from)?.probe;
  console.log(
    `${queue.length} probes; the longest wait beside them was ${to - from} ms, during ${meanwhile?.method} ${meanwhile?.path.slice(0, 60)}`,
  );
  // Pages being drawn and other work on the machine make it wait, too; what one request could do was ten times as long.
  expect(to - from).toBeLessThan(5_000);
  return faults;
}

/** One of each kind of fault is enough to see what is wrong. */
function expectNone(faults: readonly Fault[]): void {
  const kinds = new Map(faults.map((one) => [`${one.probe.split("?")[0]?.slice(0, 90)} ${one.status}`, one]));
  expect([...kinds.values()].slice(0, 60), `${faults.length} faults`).toEqual([]);
}

const doors: Tried[] = [
  ...routes.map((route) => ({
    pattern: apiBase + route.path,
    method: route.method.toUpperCase(),
    route,
  })),
  ...readRoutes(projectRoot).flatMap(({ path, methods }) =>
    methods.map((method) => ({ pattern: path.replace(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}"), method })),
  ),
];

test("the doors are there", () => {
  expect(doors.length).toBeGreaterThan(110);
});

/** A year of history, or all of a board's log for each: of these a part is enough. */
const dear = /\/boards\/demo$|\/metrics\//;

test("every door of the API takes whatever comes, from whoever may", async () => {
  const probes = doors.flatMap((door, index) =>
    dear.test(door.pattern) ? shareOf(probesOf(door), index, 16) : probesOf(door),
  );
  const faults = await walk(probes, [owner]);
  expectNone(faults);
}, 300_000);

test("and from members and strangers", async () => {
  const probes = doors.flatMap((door) =>
    dear.test(door.pattern) ? [] : shareOf(probesOf(door), door.pattern.length, 12),
  );
  const faults = await walk(probes, [member, stranger]);
  expectNone(faults);
}, 300_000);

test("every door refuses methods that it does not have, and answers HEAD and OPTIONS", async () => {
  const paths = [...new Set(doors.map(({ pattern }) => fillPath(pattern, "GET")))];
  const methods = ["HEAD", "OPTIONS", "PUT", "PROPFIND", "REPORT", "LOCK"];
  const faults = await walk(
    paths.flatMap((path) => methods.map((method): Probe => ({ method, path }))),
    [owner, stranger],
  );
  expectNone(faults);
}, 120_000);

/** Addresses of pages, and the parts of the query that their files read. */
function listPages(): { path: string; names: string[] }[] {
  return readdirSync(`${projectRoot}/app`, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => {
      const source = readFileSync(`${projectRoot}/app/${file}`, "utf8");
      const named = [...source.matchAll(/search\.(\w+)|searchParams: Promise<\{ (\w+)\?/g)];
      return {
        path: `/${file.replace(/\/?page\.tsx$/, "").replace(/\([^)]+\)\/?/g, "")}`,
        names: [...new Set(named.map(([, first, second]) => first ?? second ?? ""))],
      };
    });
}

const metricNames = ["from", "to", "asOf", "percentiles", "label", "items", "baselineFrom"];

test("every page, with odd addresses, queries, headers and bodies", async () => {
  const pages = listPages();
  expect(pages.length).toBeGreaterThan(10);
  const probes = pages.flatMap(({ path, names }) => {
    const real = path
      .replace("[boardId]", ids.boards ?? "")
      .replace("[teamId]", ids.teams ?? "")
      .replace(/\[[^\]]+\]/, "made-up");
    const inPath = path.includes("[")
      ? hostileTexts.slice(1).map((text) => path.replace(/\[[^\]]+\]/, encodeURIComponent(sent(text))))
      : [];
    const asked = [...names, ...(path.endsWith("reports") || path === "/flow" ? metricNames : [])];
    const inQuery = asked.flatMap((name, index) => [
      // Pages are dear to draw, and most of their questions are the API's: fewer of each than there.
      ...shareOf(hostileTexts, index + path.length, 18).map((text) => asQuery(real, [[name, text]])),
      asQuery(real, [
        [name, "1"],
        [name, "2"],
      ]),
    ]);
    const gets = [...inPath, ...inQuery, `${real}?%ff=%&&&=`, `${real}?__proto__[a]=b`];
    const form = "multipart/form-data; boundary=x";
    const bodies = [
      ["text/plain", "garbage"],
      ["application/json", "{"],
      [form, "garbage"],
      [form, '--x\r\nContent-Disposition: form-data; name="$ACTION_ID_00"\r\n\r\n\r\n--x--\r\n'],
      [form, '--x\r\nContent-Disposition: form-data; name="$ACTION_REF_1"\r\n\r\n\r\n--x--\r\n'],
      [form, '--x\r\nContent-Disposition: form-data; name="$ACTION_1:0"\r\n\r\n{"id":"x"}\r\n--x--\r\n'],
      ["application/x-www-form-urlencoded", "$ACTION_ID_x=1"],
    ];
    return [
      ...gets.map((one): Probe => ({ method: "GET", path: one })),
      ...shareOf(hostileHeaders, path.length, 8).map(
        (headers): Probe => ({ method: "GET", path: real, headers }),
      ),
      ...bodies.flatMap(([type = "", body = ""], index) =>
        shareOf(["", "0".repeat(42), "\u00ff"], index + path.length, 2).map(
          (action): Probe => ({
            method: "POST",
            path: real,
            headers: { "Content-Type": type, ...(action && { "Next-Action": action }) },
            body,
          }),
        ),
      ),
    ];
  });
  const faults = await walk(probes, [await signIn(), stranger]);
  expectNone(faults);
}, 300_000);

/** The owner with the cookies of a browser. */
async function signIn(): Promise<Who> {
  const { cookies } = await signInAt(product.address, product.owner);
  expect(cookies).toContain("session-token");
  return { name: "owner's browser", headers: { Cookie: cookies } };
}

test("sign-in, its callbacks and the framework's own addresses", async () => {
  const actions = [
    "signin",
    "signout",
    "callback",
    "session",
    "csrf",
    "providers",
    "error",
    "_log",
    "nothing",
    "verify-request",
  ];
  const provided = actions.flatMap((action) => [
    action,
    `${action}/credentials`,
    `${action}/nobody`,
    `${action}/a/b/c`,
  ]);
  const urls = hostileTexts.map((text) => encodeURIComponent(sent(text)));
  const gets = provided.flatMap((one) => [
    `/api/auth/${one}`,
    ...urls.slice(0, 12).map((text) => `/api/auth/${one}?callbackUrl=${text}&error=${text}`),
  ]);
  const forms = [
    "",
    "email=a&password=b",
    "email[]=a&csrfToken=x",
    "json=true&callbackUrl=javascript:1",
    "%ff=%",
  ];
  const posts = provided.flatMap((one) => [
    ...forms.map(
      (body): Probe => ({
        method: "POST",
        path: `/api/auth/${one}`,
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body,
      }),
    ),
    ...hostileBodies.map(
      (body): Probe => ({
        method: "POST",
        path: `/api/auth/${one}`,
        headers: { "Content-Type": "application/json" },
        body: body as string | Uint8Array<ArrayBuffer>,
      }),
    ),
  ]);
  const odd = [
    "/_next/static/chunks/%2e%2e/%2e%2e/x.js",
    "/_next/static/../../package.json",
    "/_next/image?url=http://169.254.169.254/&w=64&q=75",
    "/_next/data/x/account.json",
    "/_next/%00",
    "/_next/nothing",
    "/.env",
    "/nothing.txt",
    "/api",
    "/api/",
    "/api/v1",
    "/api/v1/",
    "/api/v2/me",
    "/boards/%",
    "/%ff",
    "//evil.example/boards",
    "/boards\\evil",
    `/${"a/".repeat(2_000)}`,
    `/?${"a=b&".repeat(1_500)}`,
  ];
  const faults = await walk(
    [
      ...gets.map((path): Probe => ({ method: "GET", path })),
      ...posts,
      ...hostileHeaders.flatMap((headers): Probe[] => [
        { method: "GET", path: "/api/auth/session", headers },
        { method: "POST", path: "/api/auth/callback/credentials", headers, body: "email=a&password=b" },
      ]),
      ...odd.flatMap((path): Probe[] => [
        { method: "GET", path },
        { method: "GET", path, headers: { RSC: "1" } },
        { method: "POST", path, body: "x" },
      ]),
    ],
    [stranger],
  );
  expectNone(faults);
}, 120_000);
