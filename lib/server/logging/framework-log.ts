import "server-only";
import { cleanLine, cutText } from "@/lib/domain/text";
import { CountedLog } from "./counted-log";
import { isLogged } from "./logged-error";
import { logger } from "./logger";

const maxLineLength = 2_000;
const maxKeyLength = 80;

/**
 * Takes over what the framework writes about errors: as lines of the log, cut, and each kind once a minute with its count;
 * but not what has been logged before.
 * Strangers can bring about many of them, and choose some of their words.
 */
export function takeOverFrameworkLog(): void {
  const counted = new CountedLog<null>({
    write: (words, { count }) => {
      if (count > 1) logger.warn({ words, count }, "the framework said so again");
    },
    maxKeys: 50,
  });
  const take = (level: "warn" | "error") => {
    return (...said: unknown[]) => {
      if (said.some(isLogged)) return;
      const words = said.map(toWords).join(" ");
      if (counted.note(cutText(cleanLine(words), maxKeyLength), null))
        logger[level]({ words: cutText(words, maxLineLength) }, "from the framework");
    };
  };
  console.error = take("error");
  console.warn = take("warn");
}

function toWords(said: unknown): string {
  return said instanceof Error ? (said.stack ?? said.message) : String(said);
}
