import { expect, test } from "vitest";
import { z } from "zod";
import { checkAnswer } from "@/lib/server/api/check-answer";
import { defineRoute, type Route } from "@/lib/server/api/define-route";

const problem = (code: string, status: number) => ({
  type: `urn:sluice:problem:${code}`,
  title: "A title",
  status,
  detail: "A detail.",
  code,
});
const card = z.object({
  id: z.string(),
  labels: z.array(z.object({ name: z.string() })),
  note: z.string().optional(),
});
const base = { method: "post", path: "/cards/{id}/move", summary: "Move", access: "write" } as const;
const route: Route = defineRoute({
  ...base,
  answer: card,
  status: 201,
  otherAnswers: { 304: null },
  refusals: ["wip-limit-exceeded"],
  handler: async () => ({ id: "1", labels: [] }),
});
const json = (value: unknown, status: number) =>
  checkAnswer(
    route,
    Response.json(value, {
      status,
      headers: { "Content-Type": status < 400 ? "application/json" : "application/problem+json" },
    }),
  );

test("an answer is what its route says, and nothing beside", async () => {
  await json({ id: "1", labels: [{ name: "red" }] }, 201);
  await json({ id: "1", labels: [], note: "a" }, 201);
  await checkAnswer(route, new Response(null, { status: 304 }));
  await expect(json({ id: "1" }, 201)).rejects.toThrow(/labels/);
  await expect(json({ id: "1", labels: [{ name: "red", colour: "r" }] }, 201)).rejects.toThrow(
    "more than it says: labels.0.colour",
  );
  await expect(json({ id: "1", labels: [], notes: "renamed" }, 201)).rejects.toThrow("notes");
  await expect(json({ id: "1", labels: [] }, 200)).rejects.toThrow("200");
  await expect(checkAnswer(route, new Response(null, { status: 204 }))).rejects.toThrow("204");
});

test("a refusal is a problem document with a code that the route says", async () => {
  await json(problem("wip-limit-exceeded", 409), 409);
  await json(problem("not-found", 404), 404);
  await expect(json(problem("last-owner", 409), 409)).rejects.toThrow("last-owner");
  await expect(json({ ...problem("not-found", 404), secret: 1 }, 404)).rejects.toThrow("secret");
});

test("a file or a stream is of its kind, and is left to its reader", async () => {
  const csv: Route = defineRoute({
    ...base,
    method: "get",
    answer: "text/csv",
    handler: async () => new Response(),
  });
  const response = new Response("a,b", { headers: { "Content-Type": "text/csv; charset=utf-8" } });
  await checkAnswer(csv, response);
  expect(await response.text()).toBe("a,b");
  await expect(checkAnswer(csv, new Response("a"))).rejects.toThrow("text/plain");
});
