// A process that opens a data folder as the server or a command does, without serving: says what it got on standard
// output, as lines of JSON, and lets go on SIGTERM or when its input ends.
import { openDatabase } from "@/scripts/database";

const [, , mode = "find", purpose = "a test"] = process.argv;
const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const database = await openDatabase({
    create: mode === "create",
    purpose,
    say: (text) => tell({ said: text }),
  });
  const end = async () => {
    await database.close();
    process.exit(0);
  };
  process.on("SIGTERM", end);
  process.stdin.on("end", end).resume();
  tell({
    opened: { url: database.url, isNew: database.isNew, postgresPid: database.embedded?.pid ?? null },
  });
} catch (error) {
  tell({ refused: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
