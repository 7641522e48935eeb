import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { parseSync } from "oxc-parser";

/** A file and what it imports: paths of the project, or `npm:` and the name of a package. */
export type Module = { path: string; imports: string[] };

/** Who may not import what. `may` names all that is allowed; `never` names what is not. */
export type Arrow = { name: string; from: RegExp; may?: RegExp; never?: RegExp };

const store = "lib/server/store/";
const outer = "lib/server/(http|auth)/";
const prisma = "npm:@?prisma|lib/server/db/generated/";
const next = "npm:(next|next-auth)$";

/** The rooms and the arrows between them, as the architecture draws them. */
export const arrows: Arrow[] = [
  { name: "domain is pure", from: /^lib\/domain\//, may: /^(lib\/domain\/|npm:fractional-indexing$)/ },
  { name: "flow is pure", from: /^lib\/flow\//, may: /^(lib\/(domain|flow)\/|npm:(luxon|pure-rand)$)/ },
  {
    name: "statistics know no Kanban",
    from: /^lib\/flow\/stats\//,
    may: /^(lib\/flow\/stats\/|npm:pure-rand$)/,
  },
  { name: "contracts are shapes", from: /^lib\/contracts\//, may: /^(lib\/(contracts|domain)\/|npm:zod$)/ },
  {
    name: "the store is below use cases",
    from: new RegExp(`^${store}`),
    never: new RegExp(
      `^(lib/server/usecases/|${outer}|lib/server/access|lib/client/|components/|app/|${next})`,
    ),
  },
  {
    name: "use cases know no HTTP and no Prisma",
    from: /^lib\/server\/usecases\//,
    never: new RegExp(`^(${outer}|${prisma}|${next}|npm:react|lib/client/|components/|app/)`),
  },
  {
    name: "doors go through use cases",
    from: new RegExp(`^${outer}`),
    never: new RegExp(`^(${prisma}|lib/client/|app/)`),
  },
  {
    name: "the client knows no server",
    from: /^lib\/client\//,
    never: new RegExp(`^(lib/server/|components/|app/|${prisma})`),
  },
  {
    name: "components know no server",
    from: /^components\//,
    never: new RegExp(`^(lib/server/|app/|${prisma})`),
  },
  { name: "primitives know no domain", from: /^components\/ui\//, never: /^(lib\/|components\/(?!ui\/))/ },
  {
    name: "routes go through use cases",
    from: /^app\/api\/v1\//,
    never: new RegExp(`^(${store}|${prisma}|lib/client/|components/)`),
  },
  {
    name: "pages go through use cases",
    from: /^app\/\(/,
    never: new RegExp(`^(${store}|lib/server/db/|${prisma})`),
  },
  {
    name: "installations are opened by scripts",
    from: /^(app|components|lib\/(?!server\/installation\/))/,
    never: /^lib\/server\/installation\//,
  },
  {
    name: "Prisma stays below",
    from: /^(app|components|lib\/(?!server\/(store|db)\/)|scripts)/,
    never: new RegExp(`^(${prisma})`),
  },
];

const sourceFolders = ["app", "components", "lib", "prisma", "scripts"];

function listSources(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : listSources(root, path);
    return /\.(tsx?|mts|mjs)$/.test(entry.name) && !entry.name.endsWith(".d.mts") ? [path] : [];
  });
}

function resolve(root: string, from: string, specifier: string): string {
  const path = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? posix.join(dirname(from), specifier)
      : null;
  if (path === null) {
    const [scope, name] = specifier.split("/");
    return `npm:${specifier.startsWith("@") ? `${scope}/${name}` : scope}`;
  }
  return (
    ["", ".ts", ".tsx", ".mjs", "/index.ts"]
      .map((end) => path + end)
      .find((one) => /\.\w+$/.test(one) && existsSync(join(root, one))) ?? path
  );
}

/** What a file imports, type imports included. */
export function readModule(root: string, path: string, text: string): Module {
  const { module } = parseSync(path, text);
  const specifiers = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.map((entry) => entry.moduleRequest?.value)),
    ...module.dynamicImports.map(
      (one) => /^["'](.+)["']$/.exec(text.slice(one.moduleRequest.start, one.moduleRequest.end))?.[1],
    ),
  ].filter((one): one is string => typeof one === "string");
  return {
    path,
    imports: [...new Set(specifiers)]
      .filter((one) => !one.startsWith("node:"))
      .map((one) => resolve(root, path, one)),
  };
}

/** Every source file of the project. */
export function readModules(root: string): Module[] {
  return sourceFolders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => listSources(root, folder))
    .map((path) => readModule(root, path, readFileSync(join(root, path), "utf8")));
}

/** Imports that point the wrong way, in words. */
export function findViolations(modules: readonly Module[]): string[] {
  return modules.flatMap(({ path, imports }) =>
    arrows
      .filter(({ from }) => from.test(path))
      .flatMap(({ name, may, never }) =>
        imports
          .filter((target) => (may && !may.test(target)) || never?.test(target))
          .map((target) => `${name}: ${path} imports ${target}`),
      ),
  );
}

/** Circles of imports, each once, as its files joined by arrows. */
export function findCycles(modules: readonly Module[]): string[] {
  const edges = new Map(modules.map(({ path, imports }) => [path, imports]));
  const state = new Map<string, "open" | "closed">();
  const cycles: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    if (state.get(path) === "closed" || !edges.has(path)) return;
    if (state.get(path) === "open") {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      return;
    }
    state.set(path, "open");
    for (const target of edges.get(path) ?? []) visit(target, [...trail, path]);
    state.set(path, "closed");
  };
  for (const path of edges.keys()) visit(path, []);
  return cycles;
}
