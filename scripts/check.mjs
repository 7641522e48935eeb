// npm run check: what can be known in half a minute, without a build and a database. Its steps run side by side.
import { fail, generateClient, installDependencies } from "./prepare.mjs";
import { conclude, forgetResults, quickSteps, runStep } from "./test-steps.mjs";

try {
  await installDependencies();
  await generateClient();
} catch (error) {
  fail(error);
}

forgetResults();
conclude(await Promise.all(quickSteps.map(runStep)));
