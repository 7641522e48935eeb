import { execFileSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { unseen } from "@/lib/server/db/progress";
import { renewSecrets } from "@/lib/server/installation/renew-secrets";
import { installedFolder, newFolder, openHere } from "../../support/installation";

type Loss = {
  what: string;
  /** Takes something away, or puts something else in its place. */
  lose(folder: string): void | Promise<void>;
  /** What the refusal has to name. */
  named: RegExp[];
  /** What the refusal says to do. */
  mend(folder: string): void | Promise<void>;
};

const aside = (path: string) => `${path}-aside`;
const move = (folder: string, name: string) => renameSync(join(folder, name), aside(folder) + name);
const putBack = (folder: string, name: string) => {
  rmSync(join(folder, name), { recursive: true, force: true });
  renameSync(aside(folder) + name, join(folder, name));
};
const copyAside = (folder: string, name: string) =>
  execFileSync("cp", ["-a", join(folder, name), aside(folder) + name]);
const renew = (folder: string) => renewSecrets(folder, unseen);

const losses: Loss[] = [
  {
    what: "lost secrets",
    lose: (folder) => rmSync(join(folder, "secrets.json")),
    named: [/secrets\.json is missing/, /renew-secrets/],
    mend: renew,
  },
  {
    what: "secrets that are cut off",
    lose: (folder) => truncateSync(join(folder, "secrets.json"), 20),
    named: [/secrets\.json is damaged/, /renew-secrets/],
    mend: renew,
  },
  {
    what: "empty secrets",
    lose: (folder) => truncateSync(join(folder, "secrets.json"), 0),
    named: [/secrets\.json is damaged: it is empty/],
    mend: renew,
  },
  {
    what: "another installation's secrets",
    lose: (folder) =>
      writeFileSync(
        join(folder, "secrets.json"),
        JSON.stringify({ authSecret: "x".repeat(40), databasePassword: "y".repeat(40) }),
      ),
    named: [/refuses the password in .*secrets\.json/, /renew-secrets/],
    mend: renew,
  },
  {
    what: "a record that is cut off",
    lose: (folder) => truncateSync(join(folder, "installation.json"), 30),
    named: [/installation\.json is damaged/, /move it away/],
    mend: (folder) => move(folder, "installation.json"),
  },
  {
    what: "a lost cluster",
    lose: (folder) => move(folder, "postgres"),
    named: [/postgres, the database, is missing/, /Put it back/],
    mend: (folder) => putBack(folder, "postgres"),
  },
  {
    what: "an empty cluster",
    lose: (folder) => {
      move(folder, "postgres");
      mkdirSync(join(folder, "postgres"));
    },
    named: [/postgres, where the database has to be, is an empty folder/],
    mend: (folder) => putBack(folder, "postgres"),
  },
  {
    what: "a cluster without PG_VERSION",
    lose: (folder) => {
      copyAside(folder, "postgres");
      rmSync(join(folder, "postgres/PG_VERSION"));
    },
    named: [/postgres is damaged: it lacks PG_VERSION/],
    mend: (folder) => putBack(folder, "postgres"),
  },
  {
    what: "a cluster whose control file is cut off",
    lose: (folder) => {
      copyAside(folder, "postgres");
      truncateSync(join(folder, "postgres/global/pg_control"), 8);
    },
    named: [/postgres is damaged: it lacks global\/pg_control/],
    mend: (folder) => putBack(folder, "postgres"),
  },
  {
    what: "a cluster of another major release",
    lose: (folder) => writeFileSync(join(folder, "postgres/PG_VERSION"), "17\n"),
    named: [/written by PostgreSQL 17/, /backup FILE/, /restore FILE/],
    mend: (folder) => writeFileSync(join(folder, "postgres/PG_VERSION"), "18\n"),
  },
  {
    what: "a link that leads nowhere",
    lose: (folder) => {
      move(folder, "postgres");
      execFileSync("ln", ["-s", `${folder}/nowhere/postgres`, join(folder, "postgres")]);
    },
    named: [/postgres points to .*nowhere\/postgres, and nothing is there/],
    mend: (folder) => putBack(folder, "postgres"),
  },
];

/** Every name below a folder, and what small files say. */
function picture(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .filter((name) => name !== "lock")
    .map((name) => {
      const path = join(folder, name);
      const found = lstatSync(path);
      return `${name} ${found.uid} ${found.mode} ${found.isFile() && found.size < 4_096 && !name.includes("/") ? readFileSync(path, "utf8") : found.size}`;
    });
}

for (const { what, lose, named, mend } of losses) {
  test(`${what}: a start and a command stop, touch nothing, and say what helps`, async () => {
    const folder = await installedFolder();
    const before = await idOf(folder);
    await lose(folder);
    const lost = picture(folder);
    for (const create of [true, false]) {
      const refusal = await openHere(folder, { create }).then(
        () => "opened",
        (error: Error) => error.message,
      );
      for (const words of [...named, new RegExp(folder)]) expect(refusal).toMatch(words);
    }
    if (!what.includes("another installation's")) expect(picture(folder)).toEqual(lost);
    await mend(folder);
    expect(await idOf(folder)).toBe(before);
  });
}

/** The id that a start finds in the database of a folder. */
async function idOf(folder: string): Promise<string> {
  const database = await openHere(folder);
  await database.close();
  expect(database.isNew).toBe(false);
  return JSON.parse(readFileSync(join(folder, "installation.json"), "utf8")).id;
}

test("a folder of a release before the record opens as it is, with or without the mark of that release", async () => {
  const folder = await installedFolder();
  const id = await idOf(folder);
  rmSync(join(folder, "installation.json"));
  rmSync(join(folder, "lock"));
  writeFileSync(join(folder, "instance.json"), '{"pid":1,"url":"http://localhost:1"}');
  writeFileSync(join(folder, "postgres.lock"), "");
  expect(await idOf(folder)).toBe(id);
});

test("another cluster in the place of one's own is refused by its number", async () => {
  const folder = await installedFolder();
  await idOf(folder);
  const path = join(folder, "installation.json");
  const record = JSON.parse(readFileSync(path, "utf8"));
  record.database.systemIdentifier = "7000000000000000000";
  writeFileSync(path, JSON.stringify(record));
  for (const attempt of [openHere, renew]) {
    await expect(attempt(folder)).rejects.toThrow(
      /is not the one that .* had: its number is \d+, and .*installation\.json says 7000000000000000000/,
    );
  }
  move(folder, "installation.json");
  await idOf(folder);
});

test("a database that was emptied is not filled anew", async () => {
  const folder = await installedFolder();
  const database = await openHere(folder);
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  await client.end();
  await database.close();
  await expect(openHere(folder)).rejects.toThrow(/its tables are none of Sluice; .*installation\.json says/);
});

const strangers: [string, (folder: string) => void, RegExp][] = [
  ["files of others", (folder) => writeFileSync(join(folder, "notes.txt"), "x"), /is not empty: notes\.txt/],
  [
    "a cluster under another name",
    (folder) => {
      mkdirSync(join(folder, "postgres-17"));
      writeFileSync(join(folder, "postgres-17/PG_VERSION"), "17\n");
    },
    /is not empty: postgres-17 \(a database\)/,
  ],
  [
    "an installation one folder deeper",
    (folder) => {
      mkdirSync(join(folder, "data"));
      writeFileSync(join(folder, "data/installation.json"), "{}");
    },
    /is not empty: data \(an installation\)/,
  ],
  [
    "an installation one folder higher",
    (folder) => writeFileSync(join(dirname(folder), "installation.json"), "{}"),
    /is empty, but the folder above, .*, is an installation/,
  ],
];

for (const [what, put, words] of strangers) {
  test(`${what}: nothing is made there`, async () => {
    const folder = newFolder();
    mkdirSync(folder, { mode: 0o755 });
    put(folder);
    const before = readdirSync(folder);
    await expect(openHere(folder)).rejects.toThrow(words);
    expect(readdirSync(folder)).toEqual(before);
    expect(statSync(folder).mode & 0o777).toBe(0o755);
  });
}

test("a first start that is cut off at any point is finished by the next, and a command waits for that", async () => {
  const folder = newFolder();
  mkdirSync(folder);
  writeFileSync(
    join(folder, "installation.json"),
    JSON.stringify({ state: "making", cluster: join(folder, "postgres") }),
  );
  writeFileSync(join(folder, "secrets.json.0a1b2c3d.unfinished"), "{");
  mkdirSync(join(folder, "postgres.unfinished/global"), { recursive: true });
  writeFileSync(join(folder, "postgres.unfinished/PG_VERSION"), "18\n");
  await expect(openHere(folder, { create: false })).rejects.toThrow(/was cut off\. npm start finishes it/);
  const first = new AbortController();
  const cutOff = openHere(folder, {
    signal: first.signal,
    prepare: () => {
      first.abort(new Error("cut off"));
      return Promise.reject(new Error("cut off"));
    },
  });
  await expect(cutOff).rejects.toThrow("cut off");
  expect(existsSync(join(folder, "postgres/postmaster.pid"))).toBe(false);
  const second = await openHere(folder);
  expect(second.isNew).toBe(true);
  await second.close();
  await idOf(folder);
});
