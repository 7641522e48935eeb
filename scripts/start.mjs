// npm start: from a fresh clone to a running server.
import { build, fail, generateClient, installDependencies, say } from "./prepare.mjs";

process.env.NODE_ENV = "production";
try {
  say("\n  Sluice\n");
  await installDependencies();
  await generateClient();
  await build();
  const { register } = await import("tsx/esm/api");
  const unregister = register();
  const { serve } = await import("./serve.ts");
  await unregister();
  await serve({ dev: false });
} catch (error) {
  fail(error);
}
