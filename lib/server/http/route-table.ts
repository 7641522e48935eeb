import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One address for programs beside the API, as its file says it: `/api/auth/[...nextauth]`, and the methods that it takes. */
export type ApiRoute = { path: string; methods: string[] };

const methodExports = /^export (?:const|async function|function) ([A-Z]+)\b/gm;
const methodAliases = /^export \{([^}]+)\}/gm;

/** The addresses below `app/api` that are files of their own; what is below the API is in the list of its routes. */
export function readRoutes(root: string): ApiRoute[] {
  return readdirSync(join(root, "app/api"), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /(^|\/)route\.ts$/.test(file) && !file.startsWith("v1/"))
    .map((file) => ({
      path: `/api/${file}`.replace(/\/route\.ts$/, ""),
      methods: readMethods(readFileSync(join(root, "app/api", file), "utf8")),
    }));
}

function readMethods(source: string): string[] {
  const named = [...source.matchAll(methodExports)].map(([, method = ""]) => method);
  const aliases = [...source.matchAll(methodAliases)].flatMap(([, list = ""]) =>
    list.split(",").map(
      (one) =>
        one
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? "",
    ),
  );
  return [...named, ...aliases].filter((method) => /^[A-Z]+$/.test(method));
}

/** Answers which methods such an address takes, HEAD and OPTIONS included; null for an address that is none. */
export function createRouteTable(routes: readonly ApiRoute[]): (path: string) => string[] | null {
  const shapes = routes
    .map(({ path, methods }) => ({ shape: toShape(path), isOpen: path.includes("["), methods }))
    // A name that is written out goes before one that is filled in.
    .sort((a, b) => Number(a.isOpen) - Number(b.isOpen));
  return (path) => {
    const route = shapes.find(({ shape }) => shape.test(path));
    if (!route) return null;
    const heads = route.methods.includes("GET") ? ["HEAD"] : [];
    return [...route.methods, ...heads, "OPTIONS"];
  };
}

function toShape(path: string): RegExp {
  const parts = path
    .split("/")
    .slice(1)
    .map((part) => {
      if (part.startsWith("[...")) return ".+";
      return part.startsWith("[") ? "[^/]+" : part.replaceAll(".", "\\.");
    });
  return new RegExp(`^/${parts.join("/")}/?$`);
}
