import { dirname } from "node:path";
import type { Module } from "./modules";
import { type Room, rooms } from "./rooms";

/** The room of a file: of those whose name its path begins with, the one with the longest. */
function roomOf(path: string): Room | null {
  let nearest: Room | null = null;
  for (const one of rooms) {
    const isInside = path === one.room || path.startsWith(`${one.room}/`);
    if (isInside && one.room.length > (nearest?.room.length ?? 0)) nearest = one;
  }
  return nearest;
}

/** Whether a line of a room's list is for what a file uses: another room, the rooms below one, a package, or a word. */
function allows(line: string, use: string): boolean {
  const room = roomOf(use)?.room;
  if (room === undefined) return line === use;
  return line.endsWith("/*") ? room.startsWith(line.slice(0, -1)) : line === room;
}

function mayUse(room: Room, path: string, use: string): boolean {
  const other = roomOf(use);
  if (other === room) return true;
  // Says only that a file is never sent to a browser.
  if (use === "npm:server-only") return room.room.startsWith("lib/server/");
  if (other?.onlyFor && path in other.onlyFor) return true;
  return room.may.some((line) => allows(line, use));
}

/** What files use without the leave of their room, in words. */
export function findViolations(modules: readonly Module[]): string[] {
  return modules.flatMap(({ path, uses }) => {
    const room = roomOf(path);
    if (!room) return [`${path} is in no room`];
    return uses
      .filter((use) => !mayUse(room, path, use))
      .map((use) => `${path}: ${room.room} may not use ${use}`);
  });
}

/** Lines of the table that nobody needs any more, and rooms without a file. */
export function findIdleLines(modules: readonly Module[]): string[] {
  const uses = new Map<string, Set<string>>();
  for (const module of modules) {
    const room = roomOf(module.path)?.room ?? "";
    uses.set(room, new Set([...(uses.get(room) ?? []), ...module.uses]));
  }
  const users = new Map(modules.map((module) => [module.path, module.uses]));
  return rooms.flatMap(({ room, may, onlyFor = {}, isUnread }) => {
    const found = [...(uses.get(room) ?? [])];
    if (found.length === 0 && !isUnread) return [`${room} has no file that uses anything`];
    return [
      ...may
        .filter((line) => !found.some((use) => allows(line, use)))
        .map((line) => `${room} never uses ${line}`),
      ...Object.keys(onlyFor)
        .filter((path) => !users.get(path)?.some((use) => roomOf(use)?.room === room))
        .map((path) => `${path} never uses ${room}`),
    ];
  });
}

/** A step of a way round. `as`: the import that makes it. */
type Step = { from: string; to: string; as: string };

/** Ways that lead back to where they began, each as the imports that make it. */
function findCircles(steps: readonly Step[]): string[] {
  const next = new Map<string, Map<string, string>>();
  for (const { from, to, as } of steps)
    next.set(from, (next.get(from) ?? new Map<string, string>()).set(to, as));
  const circles: string[] = [];
  const state = new Map<string, "open" | "closed">();
  const visit = (name: string, trail: string[]): void => {
    if (state.get(name) === "closed") return;
    if (state.get(name) === "open") {
      const circle = [...trail.slice(trail.indexOf(name)), name];
      circles.push(circle.flatMap((from, at) => next.get(from)?.get(circle[at + 1] ?? "") ?? []).join(", "));
      return;
    }
    state.set(name, "open");
    for (const to of next.get(name)?.keys() ?? []) visit(to, [...trail, name]);
    state.set(name, "closed");
  };
  for (const name of next.keys()) visit(name, []);
  return circles;
}

/** Files that import each other, by whatever way round. */
export function findFileCircles(modules: readonly Module[]): string[] {
  return findCircles(
    modules.flatMap(({ path, uses }) => uses.map((use) => ({ from: path, to: use, as: `${path} → ${use}` }))),
  );
}

/** Folders that depend on each other, by whatever way round. What lies in a folder below belongs to that one alone. */
export function findFolderCircles(modules: readonly Module[]): string[] {
  const ours = new Set(modules.map(({ path }) => path));
  return findCircles(
    modules.flatMap(({ path, uses }) =>
      uses
        .filter((use) => ours.has(use) && dirname(use) !== dirname(path))
        .map((use) => ({ from: dirname(path), to: dirname(use), as: `${path} → ${use}` })),
    ),
  );
}
