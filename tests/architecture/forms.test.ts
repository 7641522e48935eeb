import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/postgres";
import { readModules } from "./modules";

// Every way out of every form keeps what was typed, saves it, or asks. The forms are found in the code.

const keeping =
  /\b(useDraft|useInPlaceText|useTextDraft|useLeaveGuard)\(|\b(draft|onReason|maxDraft)\b.*change|onReason\(/;
const field = /<(Input|Textarea|input|textarea)\b([^>]|=>)*?>/g;
/** What is chosen, looked for, or asked of a report, rather than written. */
const chosen = /\btype="(checkbox|radio|file|hidden|date|search|range)"/;

/** Forms that need none of it, and why. */
const exempt: Record<string, string> = {
  "components/ui/input.tsx": "the field itself",
  "components/ui/textarea.tsx": "the field itself",
  "components/ui/copy-field.tsx": "nothing can be typed into it",
  "components/settings/archive-board.tsx": "what is typed only confirms",
  "components/import/session/new-board-fields.tsx": "part of the import, which keeps it as a draft",
  "components/settings/general/service-level-field.tsx": "part of the board's form, which asks",
  "components/people/sign-in-form.tsx": "a password is kept by the browser alone",
  "components/limits/view-form.tsx": "a question about what is shown",
  "components/reports/parameters/number-parameter.tsx": "a question about what is shown",
};

const forms = readModules(projectRoot)
  .map(({ path }) => ({ path, text: readFileSync(join(projectRoot, path), "utf8") }))
  .filter(({ path }) => /^(app|components)\/.*\.tsx$/.test(path))
  .filter(({ text }) => [...text.matchAll(field)].some(([tag]) => !chosen.test(tag)));

test("every form into which people write keeps, saves or asks", () => {
  expect(forms.length).toBeGreaterThan(15);
  const careless = forms.filter(({ path, text }) => !exempt[path] && !keeping.test(text));
  expect(careless.map(({ path }) => path)).toEqual([]);
});

test("no exemption is left over", () => {
  const paths = new Set(forms.map(({ path }) => path));
  expect(Object.keys(exempt).filter((path) => !paths.has(path))).toEqual([]);
});

test("no Enter is taken for a command without asking whether it ends a composed word", () => {
  const bare = /\bkey === "Enter"|\bkey !== "Enter"/;
  const asks = /isComposing\(/;
  const careless = forms.filter(({ text }) => bare.test(text) && !asks.test(text));
  expect(careless.map(({ path }) => path)).toEqual([]);
});
