import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/postgres";

// Cards are placed by the commands of the database, which decide. What writes them by other means goes past the decision.

const placesCards =
  /\b(INSERT INTO|UPDATE)\s+card(_assignee)?\b|\.card(Assignee)?\.(create|update|upsert)|copyIn\(\s*"card(_assignee)?"/;

/**
 * Who dates cards back that a wrong clock had dated ahead, and places none. And history that is written as a whole: its
 * limits come last, and the guards of the database judge the commit.
 */
const known = ["clock-mending.ts", "write-history.ts"];

test("no store places cards past the commands", () => {
  const folder = join(projectRoot, "lib/server/store");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const placing = files.filter((file) => placesCards.test(readFileSync(join(folder, file), "utf8")));
  expect(placing.map((file) => basename(file)).sort()).toEqual(known);
});
