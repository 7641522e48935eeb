// npm run stress: everybody through every door at once, for longer and with more clients than the test does.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, fail, generateClient, installDependencies } from "./prepare.mjs";
import { root } from "./project/root.mjs";

try {
  await installDependencies();
  await generateClient();
  await build();
} catch (error) {
  fail(error);
}
const { status } = spawnSync(
  join(root, "node_modules/.bin/vitest"),
  ["run", "--config", "vitest.stress.config.mts"],
  {
    cwd: root,
    env: { STRESS_SECONDS: "60", STRESS_CLIENTS: "200", ...process.env, NODE_ENV: "test" },
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;
