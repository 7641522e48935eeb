import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parseSync } from "oxc-parser";

/** What a file gives to others and takes from them, by name. `uses`: by the path of the other file. */
export type Exchange = { path: string; gives: string[]; uses: { from: string; name: string }[] };

const folders = ["app", "components", "lib", "scripts", "tests"];
const source = /(?<!\.d)\.(tsx?|mts|mjs)$/;

function listFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : listFiles(root, path);
    return source.test(entry.name) ? [path] : [];
  });
}

/** The file that a specifier leads to; null for a package. */
function find(root: string, from: string, specifier: string): string | null {
  const path = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? posix.join(posix.dirname(from), specifier)
      : null;
  const isFile = (one: string) => source.test(one) && existsSync(join(root, one));
  return path === null
    ? null
    : (["", ".ts", ".tsx", ".mjs", "/index.ts"].map((end) => path + end).find(isFile) ?? null);
}

/** Names that stand anywhere in a text: what is taken from a module whose parts are only named later. */
const namesIn = (text: string) => [...new Set(text.match(/[A-Za-z_$][\w$]*/g))];

/** Reads one file. Of a module that is taken whole, or later, every name counts that the file writes anywhere. */
export function readExchange(root: string, path: string, text: string): Exchange {
  const { module } = parseSync(path, text);
  const uses: Exchange["uses"] = [];
  const use = (specifier: string, names: string[]) => {
    const from = find(root, path, specifier);
    if (from) uses.push(...names.map((name) => ({ from, name })));
  };
  for (const { moduleRequest, entries } of module.staticImports)
    for (const { importName } of entries)
      use(
        moduleRequest.value,
        importName.kind === "Name"
          ? [importName.name ?? ""]
          : importName.kind === "Default"
            ? ["default"]
            : namesIn(text),
      );
  for (const { moduleRequest } of module.dynamicImports) {
    const specifier = /^["'`](.+)["'`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1];
    if (specifier) use(specifier, namesIn(text));
  }
  for (const [, specifier = ""] of text.matchAll(/\bimport\("([^"]+)"\)/g)) use(specifier, namesIn(text));
  const gives: string[] = [];
  for (const { entries } of module.staticExports)
    for (const { exportName, importName, moduleRequest, isType } of entries) {
      const name = exportName.name ?? "";
      // A type that is part of what the file gives need not be imported by name.
      const isMentioned = isType && (text.match(new RegExp(`\\b${name}\\b`, "g"))?.length ?? 0) > 1;
      // A default is taken by a tool that is told the file.
      if (exportName.kind === "Name" && !isMentioned) gives.push(name);
      if (moduleRequest && importName.kind === "Name") use(moduleRequest.value, [importName.name ?? ""]);
    }
  return { path, gives, uses };
}

/** Every file of the project that exports or imports. */
export function listSources(root: string): string[] {
  return [
    ...folders.flatMap((folder) => listFiles(root, folder)),
    ...readdirSync(root).filter((name) => source.test(name)),
  ];
}

export function readExchanges(root: string): Exchange[] {
  return listSources(root).map((path) => readExchange(root, path, readFileSync(join(root, path), "utf8")));
}

/** Whether a framework or a person at a command line begins with this file, so that nobody need import it. */
function isEntrance(path: string): boolean {
  return (
    /^app\/(.*\/)?(page|layout|template|route|loading|error|global-error|not-found|default|icon|manifest)\.tsx?$/.test(
      path,
    ) ||
    /^tests\/.*\.(test|spec)\.tsx?$/.test(path) ||
    !path.includes("/")
  );
}

/** What is exported and imported by nobody, as `path: name`. */
export function findDeadExports(exchanges: readonly Exchange[]): string[] {
  const used = new Set(exchanges.flatMap(({ uses }) => uses.map(({ from, name }) => `${from}: ${name}`)));
  return exchanges
    .filter(({ path }) => !isEntrance(path))
    .flatMap(({ path, gives }) => gives.map((name) => `${path}: ${name}`))
    .filter((one) => !used.has(one))
    .sort();
}
