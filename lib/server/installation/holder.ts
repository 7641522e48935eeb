import { ftruncateSync, readFileSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import type { HeldLock } from "./kernel-lock";

/** Who holds a folder, for people to read. Nothing is decided by it. */
export type Holder = { purpose: string; pid: number; host: string; since: string; address?: string };

/** Writes into the lock's file who holds it. */
export function writeHolder({ fd }: HeldLock, holder: Holder | null): void {
  ftruncateSync(fd, 0);
  if (holder) writeSync(fd, `${JSON.stringify(holder, null, 2)}\n`, 0);
}

/** This process, as a holder. */
export function describeSelf(purpose: string): Holder {
  return { purpose, pid: process.pid, host: hostname(), since: new Date().toISOString() };
}

function plain(value: unknown): string {
  return String(value ?? "?")
    .replace(/[^\x20-\x7e]/g, "")
    .slice(0, 120);
}

/** What the lock's file says about its holder, in a line; whatever stands there. */
export function readHolder(path: string): string {
  try {
    const { purpose, pid, host, since, address } = JSON.parse(readFileSync(path, "utf8")) as Partial<Holder>;
    const at = address ? `, at ${plain(address)}` : "";
    return `“${plain(purpose)}”, process ${plain(pid)} on ${plain(host)}, since ${plain(since)}${at}`;
  } catch {
    return "a process that has left no readable note";
  }
}
