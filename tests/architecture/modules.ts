import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, posix } from "node:path";
import { parseSync } from "oxc-parser";

/**
 * A file and what it uses: paths of the project, `npm:zod`, `node:fs`, and what is there without an import, in a word:
 * `clock`, `random`, `process`, … as `ambient` has them.
 */
export type Module = { path: string; uses: string[] };

type Node = { type: string; [key: string]: unknown };

/** Names that are there without an import, and what a room must be allowed for them. */
const ambient: Record<string, string> = Object.fromEntries(
  Object.entries({
    clock: ["performance", "Temporal"],
    random: ["crypto"],
    process: ["process"],
    timers: ["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "requestAnimationFrame"],
    network: ["fetch", "XMLHttpRequest", "WebSocket", "EventSource"],
    browser: [
      ...[
        "window",
        "document",
        "navigator",
        "location",
        "history",
        "localStorage",
        "sessionStorage",
        "caches",
      ],
      ...["indexedDB", "matchMedia", "getComputedStyle", "Worker", "SharedWorker", "BroadcastChannel"],
      ...["ResizeObserver", "IntersectionObserver", "MutationObserver", "addEventListener"],
    ],
    console: ["console"],
    globals: ["globalThis", "global"],
    "evaluated code": ["eval", "Function"],
  }).flatMap(([word, names]) => names.map((name) => [name, word])),
);

/** Names that are as good for something of one's own; they count only in files that declare nothing of that name. */
const mayBeOwn = new Set(["browser", "network", "globals"]);

/** What asks the clock or chance only by some of its members. */
const ambientMembers: Record<string, Record<string, string>> = {
  Date: { now: "clock" },
  Math: { random: "random" },
};

/** Members of `Date` that tell nothing of now. */
const timeless = new Set(["parse", "UTC", "prototype"]);

/** Whether `Date` stands where it tells nothing of now by itself; under another name it could. */
const isTimeless = (parent: Node, key: string) =>
  (/^(New|Call)Expression$/.test(parent.type) && key === "callee") ||
  (parent.type === "MemberExpression" && key === "object") ||
  (parent.type === "BinaryExpression" && parent.operator === "instanceof");

const core = new Set(builtinModules);
const packageOf = (name: string) =>
  name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");

/** The word for what a specifier names: a path of the project, `node:` and a core module, or `npm:` and a package. */
function resolve(root: string, from: string, specifier: string): string {
  const isOurs = specifier.startsWith("@/") || specifier.startsWith(".");
  if (!isOurs) {
    const name = specifier.replace(/^node:/, "").split("/")[0] ?? "";
    return specifier.startsWith("node:") || core.has(name) ? `node:${name}` : `npm:${packageOf(specifier)}`;
  }
  const path = specifier.startsWith("@/") ? specifier.slice(2) : posix.join(dirname(from), specifier);
  const isFile = (one: string) => /\.\w+$/.test(one) && existsSync(join(root, one));
  return ["", ".ts", ".tsx", ".mjs", "/index.ts"].map((end) => path + end).find(isFile) ?? path;
}

/** Nodes of TypeScript that hold code; all others hold types, of which only the imports count. */
const wrapsCode =
  /^TS(As|Satisfies|NonNull|Instantiation)Expression$|^TS(TypeAssertion|ParameterProperty|ExportAssignment|ImportEqualsDeclaration|ExternalModuleReference)$|^TS(Enum|Module)/;

/** Where an identifier only names something. */
const names: Record<string, readonly string[]> = {
  MemberExpression: ["property"],
  Property: ["key"],
  MethodDefinition: ["key"],
  PropertyDefinition: ["key"],
  AccessorProperty: ["key"],
  LabeledStatement: ["label"],
  BreakStatement: ["label"],
  ContinueStatement: ["label"],
  ImportSpecifier: ["imported", "local"],
  ImportDefaultSpecifier: ["local"],
  ImportNamespaceSpecifier: ["local"],
  ExportSpecifier: ["exported"],
  MetaProperty: ["meta", "property"],
};

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

/** The text of a literal, or of a template without parts that are computed; null for anything else. */
function textOf(value: unknown): string | null {
  if (!isNode(value)) return null;
  if (value.type === "Literal" && typeof value.value === "string") return value.value;
  if (value.type !== "TemplateLiteral" || (value.expressions as unknown[]).length > 0) return null;
  return (value.quasis as { value: { cooked: string } }[])[0]?.value.cooked ?? null;
}

/** The names that a pattern binds. */
function* boundBy(pattern: unknown): Generator<string> {
  if (!isNode(pattern)) return;
  if (pattern.type === "Identifier") yield String(pattern.name);
  else if (pattern.type === "AssignmentPattern") yield* boundBy(pattern.left);
  else if (pattern.type === "RestElement") yield* boundBy(pattern.argument);
  else if (pattern.type === "Property") yield* boundBy(pattern.value);
  else if (pattern.type === "TSParameterProperty") yield* boundBy(pattern.parameter);
  else for (const one of [pattern.elements, pattern.properties].flat()) yield* boundBy(one);
}

/** Collects what one file uses. */
class Reader {
  readonly specifiers = new Set<string>();
  readonly words = new Set<string>();
  readonly imported = new Set<string>();
  readonly own = new Set<string>();

  /** Reads a node and all below it; in a type only its imports. */
  read(node: Node, isType = false): void {
    const inType = isType || (node.type.startsWith("TS") && !wrapsCode.test(node.type));
    this.readImport(node);
    if (!inType) this.readCode(node);
    for (const pattern of [
      node.params,
      node.param,
      /(Declarator|FunctionDeclaration|ClassDeclaration)$/.test(node.type) ? node.id : null,
    ].flat())
      for (const name of boundBy(pattern)) this.own.add(name);
    for (const [key, value] of Object.entries(node)) {
      if (names[node.type]?.includes(key) && !node.computed && !(node.type === "Property" && node.shorthand))
        continue;
      for (const child of Array.isArray(value) ? value : [value]) {
        if (!isNode(child)) continue;
        if (!inType && child.type === "Identifier" && child.name === "Date" && !isTimeless(node, key))
          this.words.add("clock");
        this.read(child, inType);
      }
    }
  }

  private readImport(node: Node): void {
    if (node.type === "ImportDeclaration")
      for (const { local } of node.specifiers as { local: { name: string } }[]) this.imported.add(local.name);
    const isRequire =
      node.type === "CallExpression" &&
      isNode(node.callee) &&
      /^(require|createRequire)$/.test(`${node.callee.name}`);
    const asked = isRequire ? (node.arguments as unknown[])[0] : (node.source ?? node.expression);
    const isImport =
      isRequire ||
      /^(Import(Declaration|Expression)|Export(All|Named)Declaration|TSImportType|TSExternalModuleReference)$/.test(
        node.type,
      );
    if (!isImport || asked === null || asked === undefined) return;
    const specifier = textOf(asked);
    if (specifier === null) this.words.add("computed import");
    else this.specifiers.add(specifier);
  }

  private readCode(node: Node): void {
    if (node.type === "MetaProperty" && isNode(node.meta) && node.meta.name === "import")
      this.words.add("import.meta");
    if (node.type === "Identifier") this.readName(String(node.name));
    if (node.type === "MemberExpression" && isNode(node.object) && isNode(node.property))
      this.readMember(String(node.object.name), String(node.property.name ?? node.property.value));
    if (/^(New|Call)Expression$/.test(node.type) && isNode(node.callee) && node.callee.name === "Date") {
      if (node.type === "CallExpression" || (node.arguments as unknown[]).length === 0)
        this.words.add("clock");
    }
  }

  private readName(name: string): void {
    const word = ambient[name];
    if (word) this.words.add(`${word} ${name}`);
  }

  private readMember(object: string, member: string): void {
    const word = ambientMembers[object]?.[member];
    if (word) this.words.add(word);
    else if (object === "Date" && !timeless.has(member)) this.words.add("clock");
    // The calendar's library tells the time, too.
    else if (object === "DateTime" && member === "now") this.words.add("clock");
  }
}

/** What a file of this text at this path uses, in imports of every kind, types included, and without import. */
export function readModule(root: string, path: string, text: string): Module {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const reader = new Reader();
  reader.read(program as unknown as Node);
  const words = [...reader.words].flatMap((found) => {
    const name = found.split(" ").at(-1) ?? "";
    if (!ambient[name]) return [found];
    // What was imported under the name is counted as that import.
    const isOwn = reader.imported.has(name) || (mayBeOwn.has(ambient[name]) && reader.own.has(name));
    return isOwn ? [] : [ambient[name]];
  });
  const paths = [...reader.specifiers].map((one) => resolve(root, path, one));
  return { path, uses: [...new Set([...paths, ...words])] };
}

/** What belongs to the project: its sources, and the files at its root with which Next begins. */
const sources = [
  "app",
  "components",
  "lib",
  "scripts",
  "instrumentation.ts",
  "instrumentation-node.ts",
  "proxy.ts",
];

/** What the map of rooms holds: the sources, and the journeys, which know the product from outside. */
export const mapped = [...sources, "tests/e2e"];

/** Every source file of the given folders and files; generated ones are left out. */
export function readModules(root: string, from: readonly string[] = sources): Module[] {
  const list = (path: string): string[] => {
    if (statSync(join(root, path)).isFile())
      return /\.(tsx?|mts|mjs)$/.test(path) && !path.endsWith(".d.mts") ? [path] : [];
    if (path.endsWith("/generated")) return [];
    return readdirSync(join(root, path)).flatMap((name) => list(posix.join(path, name)));
  };
  return from.flatMap(list).map((path) => readModule(root, path, readFileSync(join(root, path), "utf8")));
}
