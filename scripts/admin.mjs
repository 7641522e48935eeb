// npm run admin -- COMMAND: prepares what the command needs, then runs it with the server's modules.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fail, generateClient, installDependencies } from "./prepare.mjs";
import { root } from "./project/root.mjs";

try {
  await installDependencies();
  await generateClient();
  const command = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "scripts/admin.ts", ...process.argv.slice(2)],
    { cwd: root, stdio: "inherit", env: { ...process.env, NODE_ENV: "production" } },
  );
  // The command ends in order, and this process after it.
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => command.kill(signal));
  const [status] = await once(command, "exit");
  process.exit(status ?? 1);
} catch (error) {
  fail(error);
}
