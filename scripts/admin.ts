import { parseArgs } from "node:util";
import { z } from "zod";
import { DomainError } from "@/lib/domain/errors";
import { DatabaseRefusal } from "@/lib/server/db/connect-when-ready";
import { problemWords } from "@/lib/server/http/problem";
import { InstallationFault } from "@/lib/server/installation/fault";
import { backup } from "./admin/backup";
import { checks } from "./admin/checks";
import type { Command } from "./admin/command";
import { people } from "./admin/people";
import { secrets } from "./admin/secrets";
import { tokens } from "./admin/tokens";
import { withDatabase } from "./admin/with-database";
import { say } from "./project/say.mjs";

const commands: Record<string, Command> = { ...people, ...tokens, ...secrets, ...checks, ...backup };

function usageOf(name: string, { takes, does }: Command): string {
  return `  ${`${name} ${takes}`.trimEnd()}\n${does.map((line) => `      ${line}\n`).join("")}`;
}

function usage(): string {
  const all = Object.entries(commands).map(([name, command]) => usageOf(name, command));
  return `npm run admin -- COMMAND\n\n${all.join("")}`;
}

function wordsOf(error: DomainError): string {
  return error.hasOwnMessage ? error.message : problemWords[error.code].detail;
}

/** Runs one command against the database of a running server, or of one started for the occasion. */
async function main([name, ...rest]: string[]): Promise<number> {
  const command = Object.hasOwn(commands, name ?? "") ? commands[name ?? ""] : undefined;
  if (!name || !command) {
    const isQuestion = name === undefined || name === "--help";
    process.stdout.write(isQuestion ? usage() : `There is no command “${name}”.\n\n${usage()}`);
    return name === "--help" ? 0 : 2;
  }
  if (rest.includes("--help")) {
    process.stdout.write(usageOf(name, command));
    return 0;
  }
  const { values, positionals } = parseArgs({ args: rest, options: command.options, allowPositionals: true });
  if (positionals.length > (command.words ?? 0)) {
    process.stdout.write(usageOf(name, command));
    return 2;
  }
  if (command.opensDatabase) return await command.run(values, positionals);
  return await withDatabase({ create: false, purpose: `admin ${name}` }, () =>
    command.run(values, positionals),
  );
}

/** A mistake of whoever called is said in words; of anything else, where it came from as well. */
function failureWords(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (error instanceof DomainError) return wordsOf(error);
  if (!(error instanceof Error)) return String(error);
  if (error instanceof InstallationFault || error instanceof DatabaseRefusal) return error.message;
  const isMisspelt = String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS");
  return isMisspelt ? error.message : (error.stack ?? error.message);
}

// Whoever reads may have read enough, as in `| head`.
process.stdout.on("error", () => {});
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  say(failureWords(error));
  process.exitCode = 1;
}
