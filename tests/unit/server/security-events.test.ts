import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { securityEvents } from "@/lib/domain/security-event";

const sources = readdirSync("lib/server", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.includes("generated"))
  .map((file) => readFileSync(`lib/server/${file}`, "utf8"))
  .filter((source) => /recordSecurityEvent|countSecurityFailure/.test(source))
  .join("\n");

test.each(securityEvents)("%s is recorded somewhere: no event is a mere word", (event) => {
  expect(sources).toContain(`"${event}"`);
});
