import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/postgres";
import { readModules } from "./modules";

// A page stays open over an update of the server. What it asks for must still be there afterwards.

const modules = readModules(projectRoot).map(({ path }) => ({
  path,
  text: readFileSync(join(projectRoot, path), "utf8"),
}));

test("no form is sent to an address that goes with its release: there are no server actions", () => {
  const actions = modules.filter(({ text }) => /^\s*["']use server["']/m.test(text));
  expect(actions.map(({ path }) => path)).toEqual([]);
});

test("a form with a password is never sent as part of an address, even before its page has come to life", () => {
  const forms = modules.flatMap(({ path, text }) =>
    [...text.matchAll(/<form\b([^>]|=>)*?>/g)].map(([tag]) => ({ path, tag, text })),
  );
  const secret = forms.filter(({ text }) => text.includes('type="password"'));
  expect(secret.length).toBeGreaterThan(2);
  expect(secret.filter(({ tag }) => !tag.includes('method="post"')).map(({ path }) => path)).toEqual([]);
});

test("whoever asks the server notes which release answers", () => {
  const asking = modules.filter(
    ({ path, text }) =>
      /^(lib\/client|components|app\/.*\.tsx)/.test(path) && /\bfetch\(|XMLHttpRequest\(/.test(text),
  );
  const heedless = asking.filter(({ text }) => !/noteRelease\(|releaseWatch\.note\(/.test(text));
  // A file of the page itself.
  expect(heedless.map(({ path }) => path)).toEqual(["components/reports/drawing/picture-font.ts"]);
});

// A part that suspends without a boundary of its own holds up the whole page until its program has come.
test("a piece that comes later has something to stand in for it, while it comes and where it does not", () => {
  const later = modules.filter(({ text }) => /\bnew LaterPart\(|\b(dynamic|lazy)(<\w+>)?\(/.test(text));
  expect(later.length).toBeGreaterThan(4);
  const suspending = later.filter(({ text }) => /\b(dynamic|lazy)(<\w+>)?\(/.test(text));
  const careless = suspending.filter(
    ({ text }) => !/<ErrorBoundary\b/.test(text) || !/\bloading: \(\) =>|<Suspense\b/.test(text),
  );
  expect(careless.map(({ path }) => path)).toEqual([]);
});
