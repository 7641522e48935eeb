import type { ParseArgsConfig, parseArgs } from "node:util";
import { DomainError } from "@/lib/domain/errors";

export type Options = NonNullable<ParseArgsConfig["options"]>;

/** The values of a command's options, by name. */
type Values<Given extends Options> = ReturnType<typeof parseArgs<{ options: Given }>>["values"];

/** A command of `npm run admin`: what it takes, what it does in words, and the status with which it ends. */
export type Command<Given extends Options = Options> = {
  /** What stands behind the name, such as `--email E`. */
  takes: string;
  does: readonly string[];
  options: Given;
  /** How many words it takes at most that belong to no option, such as a file's name. */
  words?: number;
  /** Whether it opens the database itself; others find it open. */
  opensDatabase?: boolean;
  run(values: Values<Given>, words: readonly string[]): Promise<number>;
};

/** A command whose options are known to its `run`. */
export function define<const Given extends Options>(command: Command<Given>): Command {
  return command as unknown as Command;
}

/** The value of an option that has to be given. Throws `DomainError("invalid")` in words. */
export function required(value: string | undefined, option: string): string {
  if (!value)
    throw new DomainError("invalid", {}, `--${option} is missing. --help says what the command takes.`);
  return value;
}

/** The person whom `--email` names. Throws `DomainError` when there is none. */
export async function requirePerson(email: string | undefined): Promise<{ email: string; id: string }> {
  const { findPersonByEmail } = await import("@/lib/server/usecases/people/find-person-by-email");
  const wanted = required(email, "email").toLowerCase();
  return { email: wanted, id: await findPersonByEmail(wanted) };
}
