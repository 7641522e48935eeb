import { parseArgs } from "node:util";
import { z } from "zod";
import { createAccessTokenRequest, newPerson } from "@/lib/contracts/account";
import { DomainError } from "@/lib/domain/errors";
import { problemWords } from "@/lib/server/http/problem";
import { readSecrets } from "./data-folder";
import { findRunningDatabase, openDatabase } from "./database";
import { say } from "./prepare.mjs";

const usage = `npm run admin -- COMMAND

  create-user --email E --name N [--password P] [--owner]
      Makes a person. Without --password one is generated and printed. --owner: owner of the first team, and
      administrator of the installation.
  create-token --email E [--name N] [--scopes read,write,admin] [--expires 2027-01-31]
      Makes a personal access token and prints it, alone. --scopes metrics: of an administrator, for /api/metrics alone.
  reset-password --email E [--password P]
      Sets a new password, ends the person's sessions, access tokens and links, and prints the password if it was
      generated.
  disable-user --email E [--take-off-cards]
      Switches a person off: ends their sessions, access tokens and links, and refuses them everywhere. They stay on
      cards, shown as switched off, unless --take-off-cards takes them off those on which work is not over. Teams that
      nobody else owns go to the administrator who has been there longest.
  enable-user --email E
      Switches a person on again. They sign in with the password that they had.
  make-administrator --email E
      Lets a person administer the installation: its people, the trail of security, tokens for metrics.
  end-administrator --email E
      Ends that. The last administrator stays.
  verify
      Checks every invariant of the database; ends with status 1 when one is broken.
  rebuild-projections
      Works out again what is kept of the log: when cards started and finished, their paths, and the days of columns.
`;

const options = {
  email: { type: "string" },
  name: { type: "string" },
  password: { type: "string" },
  owner: { type: "boolean", default: false },
  "take-off-cards": { type: "boolean", default: false },
  scopes: { type: "string" },
  expires: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

function required(values: Values, key: "email" | "name"): string {
  const value = values[key];
  if (!value) throw new DomainError("invalid", {}, `--${key} is missing.\n\n${usage}`);
  return value;
}

/** The person whom --email names. */
async function requirePerson(values: Values): Promise<{ email: string; id: string }> {
  const { findPersonByEmail } = await import("@/lib/server/usecases/update-person");
  const email = required(values, "email").toLowerCase();
  return { email, id: await findPersonByEmail(email) };
}

const commands: Record<string, (values: Values) => Promise<number>> = {
  "create-user": async (values) => {
    const { createPerson } = await import("@/lib/server/usecases/create-person");
    const generated = values.password
      ? null
      : (await import("node:crypto")).randomBytes(12).toString("base64url");
    const person = newPerson.parse({
      email: required(values, "email"),
      name: required(values, "name"),
      password: values.password ?? generated,
    });
    await createPerson(person, values.owner ?? false);
    say(`Created ${person.email}.`);
    if (generated) process.stdout.write(`${generated}\n`);
    return 0;
  },
  "create-token": async (values) => {
    const { createAccessTokenFor } = await import("@/lib/server/usecases/manage-account");
    const request = createAccessTokenRequest.parse({
      name: values.name ?? "Command line",
      scopes: values.scopes
        ? values.scopes.split(",").map((scope) => scope.trim())
        : ["read", "write", "admin"],
      expiresAt: values.expires ? new Date(values.expires).toISOString() : null,
    });
    process.stdout.write(`${await createAccessTokenFor(required(values, "email").toLowerCase(), request)}\n`);
    return 0;
  },
  "reset-password": async (values) => {
    const { resetPassword } = await import("@/lib/server/usecases/manage-account");
    const password = await resetPassword(required(values, "email").toLowerCase(), values.password);
    say("The password is changed. Every session, access token and link of this person has ended.");
    if (!values.password) process.stdout.write(`${password}\n`);
    return 0;
  },
  "disable-user": async (values) => {
    const { switchOff } = await import("@/lib/server/usecases/switch-person");
    const { email, id } = await requirePerson(values);
    await switchOff(null, id, { takeOffOpenCards: values["take-off-cards"] });
    say(`${email} is switched off.`);
    return 0;
  },
  "enable-user": async (values) => {
    const { switchOn } = await import("@/lib/server/usecases/switch-person");
    const { email, id } = await requirePerson(values);
    await switchOn(null, id);
    say(`${email} is switched on.`);
    return 0;
  },
  "make-administrator": async (values) => {
    const { changeAdministrator } = await import("@/lib/server/usecases/change-administrator");
    const { email, id } = await requirePerson(values);
    await changeAdministrator(null, id, true);
    say(`${email} administers this installation.`);
    return 0;
  },
  "end-administrator": async (values) => {
    const { changeAdministrator } = await import("@/lib/server/usecases/change-administrator");
    const { email, id } = await requirePerson(values);
    await changeAdministrator(null, id, false);
    say(`${email} no longer administers this installation.`);
    return 0;
  },
  verify: async () => {
    const { verifyDatabase } = await import("@/lib/server/usecases/verify-database");
    const results = await verifyDatabase();
    for (const { check, breaches, examples } of results) {
      process.stdout.write(
        `${breaches === 0 ? "ok    " : "BROKEN"}  ${check}${breaches ? `: ${breaches}` : ""}\n`,
      );
      for (const example of examples) process.stdout.write(`        ${example}\n`);
    }
    return results.every(({ breaches }) => breaches === 0) ? 0 : 1;
  },
  "rebuild-projections": async () => {
    const { rebuildProjections } = await import("@/lib/server/usecases/rebuild-projections");
    say(`Rebuilt ${await rebuildProjections()} boards.`);
    return 0;
  },
};

function wordsOf(error: DomainError): string {
  return error.hasOwnMessage ? error.message : problemWords[error.code].detail;
}

/** Runs one command against the database of a running server, or of one started for the occasion. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const command = commands[positionals[0] ?? ""];
  if (!command || values.help) {
    process.stdout.write(usage);
    return values.help ? 0 : 2;
  }
  const running = process.env.DATABASE_URL ? null : await findRunningDatabase();
  const database = running ? null : await openDatabase();
  process.env.DATABASE_URL = running ?? database?.url;
  process.env.NEXTAUTH_SECRET ||= readSecrets().authSecret;
  try {
    return await command(values);
  } finally {
    const { closeDb } = await import("@/lib/server/db/client");
    await closeDb();
    await database?.embedded?.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof z.ZodError) say(z.prettifyError(error));
  else if (error instanceof DomainError) say(wordsOf(error));
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
}
