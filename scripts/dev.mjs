// npm run dev: the same server, with reload instead of a build.
import { live } from "./lifecycle.mjs";
import { generateClient, installDependencies } from "./prepare.mjs";
import { say } from "./project/say.mjs";

process.env.NODE_ENV = "development";
await live(async (life) => {
  say("\n  Sluice, for development\n");
  await installDependencies(life);
  await generateClient(life);
  const { register } = await import("tsx/esm/api");
  const unregister = register();
  const { serve } = await import("./serve.ts");
  await unregister();
  await serve({ dev: true, life, prepare: async () => {} });
});
