// npm run build: everything that a start would have to make, for machines on which it may not write here.
import { build, fail, generateClient, installDependencies } from "./prepare.mjs";

try {
  await installDependencies();
  await generateClient();
  await build();
} catch (error) {
  fail(error);
}
