// npm run dev: the same server, with reload instead of a build.
import { fail, generateClient, installDependencies, say } from "./prepare.mjs";

process.env.NODE_ENV = "development";
try {
  say("\n  Sluice, for development\n");
  await installDependencies();
  await generateClient();
  const { register } = await import("tsx/esm/api");
  const unregister = register();
  const { serve } = await import("./serve.ts");
  await unregister();
  await serve({ dev: true });
} catch (error) {
  fail(error);
}
