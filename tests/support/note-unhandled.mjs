// Loaded into a product that is served for a test: keeps what nobody in it has handled, for the test to read.
import { appendFileSync } from "node:fs";

const note = (kind) => (error) =>
  appendFileSync(process.env.TEST_NOTES, `${kind}: ${error?.stack ?? error}\n`);
process.on("unhandledRejection", note("unhandled rejection"));
process.on("uncaughtExceptionMonitor", note("uncaught exception"));
