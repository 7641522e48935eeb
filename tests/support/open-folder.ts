// A process that opens a data folder as the server or a command does, without serving: says what it got on standard
// output, as lines of JSON, and lets go on SIGTERM or when its input ends. `bare`: without the schema of the product.
import { InstallationFault } from "@/lib/server/installation/fault";
import { openInstallation } from "@/lib/server/installation/open";
import { openDatabase } from "@/scripts/installation/database";
import { prepareBare } from "./bare-database";

const [, , mode = "find", purpose = "a test", schema = "whole"] = process.argv;
const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const options = { create: mode === "create", purpose, say: (text: string) => tell({ said: text }) };

try {
  const database =
    schema === "bare"
      ? await openInstallation({
          ...options,
          folder: process.env.SLUICE_DATA_DIR as string,
          databaseUrl: process.env.DATABASE_URL || null,
          prepare: prepareBare,
        })
      : await openDatabase(options);
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
  if (!(error instanceof InstallationFault)) throw error;
  tell({ refused: error.message });
  process.exit(1);
}
