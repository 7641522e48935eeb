import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openDirect } from "@/lib/server/db/open-direct";
import type { Progress } from "@/lib/server/db/progress";
import { makeEmptyDatabase, withConnection } from "../../support/empty-database";
import { Line } from "../../support/line";

// A database that is not there yet is waited for, in words; what waiting does not mend is said at once, in words.

let url: string;
let line: Line;
let address: string;

beforeAll(async () => {
  url = await makeEmptyDatabase();
  line = new Line(new URL(url));
  address = await line.open();
});
afterAll(() => line.close());

function openHearing(to: string) {
  const heard: Progress[] = [];
  const ending = new AbortController();
  const opening = openDirect(to, {
    onProgress: (progress) => heard.push(progress),
    signal: ending.signal,
  });
  opening.catch(() => {});
  return { heard, opening, end: () => ending.abort(new Error("ended by the test")) };
}

test.each(["cut", "silent"] as const)(
  "a server whose line is %s is waited for, and then used",
  async (state) => {
    line.set(state);
    const { heard, opening } = openHearing(address);
    await expect.poll(() => heard.length, { timeout: 15_000 }).toBeGreaterThan(0);
    const { host } = new URL(address);
    expect(heard[0]?.words).toContain(`Waiting for PostgreSQL at ${host}/`);
    expect(heard[0]?.words).not.toContain(new URL(url).password);
    line.set("open");
    const client = await opening;
    expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await client.end();
  },
);

test("a name that nobody knows yet is waited for, until the wait is ended", async () => {
  const { heard, opening, end } = openHearing(address.replace("127.0.0.1", "nowhere.invalid"));
  await expect.poll(() => heard[0]?.words, { timeout: 15_000 }).toContain("its name is not known yet");
  end();
  await expect(opening).rejects.toThrow("ended by the test");
});

test("a server that takes no writes is waited for", async () => {
  const name = new URL(url).pathname.slice(1);
  await withConnection(url, (client) =>
    client.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`),
  );
  const { heard, opening } = openHearing(url);
  await expect.poll(() => heard[0]?.words).toContain("it takes no writes");
  await withConnection(url, async (client) => {
    await client.query("SET default_transaction_read_only = off");
    await client.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
  });
  await (await opening).end();
});

test.each([
  ["a wrong password", (to: URL) => Object.assign(to, { password: "wrong" }), /password is wrong/],
  [
    "an unknown database",
    (to: URL) => Object.assign(to, { pathname: "/nothing" }),
    /no database of this name/,
  ],
])("%s is said, and not waited for", async (_, change, words) => {
  const to = change(new URL(inject("testServerUrl"))).toString();
  await expect(openHearing(to).opening).rejects.toThrow(words);
});

test.each(["postgresql://sluice:p%ss@[/x", "mysql://localhost/sluice"])(
  "an address that cannot be read is said so: %s",
  async (to) => {
    await expect(openHearing(to).opening).rejects.toThrow(/percent code/);
  },
);
