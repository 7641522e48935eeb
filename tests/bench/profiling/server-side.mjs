// Where the server's own time goes, from the samples of `node --cpu-prof`, in the words of the sources.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../../../scripts/project/root.mjs";

const usPerMs = 1_000;

/** The profile that the main thread of a process has left in a folder. */
export function readProfile(folder, pid) {
  const name = readdirSync(folder).find((each) => each.includes(`.${pid}.0.`));
  if (!name) throw new Error(`The server left no profile in ${folder}.`);
  return JSON.parse(readFileSync(join(folder, name), "utf8"));
}

const maps = new Map();

function mapOf(file) {
  if (!maps.has(file)) {
    const path = `${file}.map`;
    maps.set(file, existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, "utf8"))) : null);
  }
  return maps.get(file);
}

/** Where a function stands: what is built is led back to its source; what packages bring along stays as it came. */
function sourceOf(file, lineNumber, columnNumber) {
  const entry = file.includes("/node_modules/") ? null : mapOf(file)?.findEntry(lineNumber, columnNumber);
  if (!entry?.originalSource) return `${relative(root, file)}:${lineNumber + 1}`;
  const source = relative(root, resolve(dirname(file), decodeURIComponent(entry.originalSource)));
  return `${source}:${entry.originalLine + 1}`;
}

const nameOfPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/;

/** The source of a function, and what it belongs to: a package, a folder of the project, or Node itself. */
function placeOf({ functionName, url, lineNumber, columnNumber }) {
  if (url === "") return { where: "", part: functionName || "(native)" };
  if (url.startsWith("node:")) return { where: url, part: url.split("/")[0] };
  if (!url.startsWith("file:")) return { where: url, part: url };
  const where = sourceOf(fileURLToPath(url), lineNumber, columnNumber);
  const [, name] = nameOfPackage.exec(where) ?? [];
  return { where, part: name ?? dirname(where).split("/").slice(0, 3).join("/") };
}

/** What ran in a sample: the time without work is no cost. */
const idle = new Set(["(idle)", "(root)"]);

/**
 * The samples between two instants of `process.hrtime`, in ms for one of `times` pieces of work: `functions` with what each took
 * itself and with all that it called, `parts` by what they belong to.
 */
export function sumUp(profile, { fromUs, toUs, times }) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])),
  );
  const functions = new Map();
  const parts = new Map();
  const places = new Map();
  const keyOf = ({ callFrame: { functionName, url, lineNumber, columnNumber } }) =>
    `${functionName} ${url}:${lineNumber}:${columnNumber}`;
  const entryOf = (node) => {
    const key = keyOf(node);
    if (!functions.has(key)) {
      places.set(key, placeOf(node.callFrame));
      functions.set(key, {
        name: node.callFrame.functionName || "(anonymous)",
        ...places.get(key),
        selfMs: 0,
        totalMs: 0,
      });
    }
    return functions.get(key);
  };
  let at = profile.startTime;
  profile.samples.forEach((id, index) => {
    const lastedUs = profile.timeDeltas[index];
    at += lastedUs;
    const node = nodes.get(id);
    if (at < fromUs || at > toUs || idle.has(node.callFrame.functionName)) return;
    const ms = lastedUs / usPerMs / times;
    const own = entryOf(node);
    own.selfMs += ms;
    parts.set(own.part, (parts.get(own.part) ?? 0) + ms);
    const seen = new Set();
    for (let each = id; each !== undefined; each = parents.get(each)) {
      const entry = entryOf(nodes.get(each));
      if (seen.has(entry)) continue;
      seen.add(entry);
      entry.totalMs += ms;
    }
  });
  return {
    functions: [...functions.values()],
    parts: [...parts].map(([name, selfMs]) => ({ name, selfMs })),
  };
}
