// npm test: everything, from a fresh clone. Prints a line per step and, at the end, how many passed and failed.
import { build, fail, generateClient, installDependencies } from "./prepare.mjs";
import { allSteps, conclude, forgetResults, runStep } from "./test-steps.mjs";

try {
  await installDependencies();
  await generateClient();
  await build();
} catch (error) {
  process.stdout.write("0 passed, 1 failed\n");
  fail(error);
}

const wanted = process.argv.slice(2);
const outcomes = [];
for (const step of allSteps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  forgetResults();
  outcomes.push(await runStep(step));
}
conclude(outcomes);
