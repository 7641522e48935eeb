// npm run admin -- COMMAND: prepares what the command needs, then runs it with the server's modules.
import { spawnSync } from "node:child_process";
import { fail, generateClient, installDependencies, root } from "./prepare.mjs";

try {
  await installDependencies();
  await generateClient();
  const { status } = spawnSync(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "scripts/admin.ts", ...process.argv.slice(2)],
    { cwd: root, stdio: "inherit", env: { ...process.env, NODE_ENV: "production" } },
  );
  process.exit(status ?? 1);
} catch (error) {
  fail(error);
}
