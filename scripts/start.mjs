// npm start: from a fresh clone to a running server.
import { live } from "./lifecycle.mjs";
import { build, generateClient, installDependencies } from "./prepare.mjs";
import { say } from "./project/say.mjs";

process.env.NODE_ENV = "production";
await live(async (life) => {
  say("\n  Sluice\n");
  await installDependencies(life);
  await generateClient(life);
  const { register } = await import("tsx/esm/api");
  const unregister = register();
  const { serve } = await import("./serve.ts");
  await unregister();
  await serve({ dev: false, life, prepare: (onStep) => build({ ...life, onStep }) });
});
