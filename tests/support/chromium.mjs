// Finds a Chromium for the browser tests; says what to do when there is none.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** Flags with which Chromium runs without a display, as root, and without calling anybody. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function onPath(names) {
  for (const name of names) {
    const found = spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" });
    if (found.status === 0) return found.stdout.trim();
  }
  return null;
}

/** Path of a Chromium that is there already; null when none is. */
function findChromium() {
  const given = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (given) return given;
  const installed = onPath(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
  if (installed) return installed;
  const cached = chromium.executablePath();
  return existsSync(cached) ? cached : null;
}

function tryCommand(command, args) {
  try {
    execFileSync(command, args, {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    return true;
  } catch {
    return false;
  }
}

/** Path of a Chromium, installed if need be and possible. Throws in words otherwise. */
export function requireChromium() {
  const found = findChromium();
  if (found) return found;
  tryCommand("npx", ["playwright", "install", "chromium"]);
  const downloaded = findChromium();
  if (downloaded) return downloaded;
  if (process.getuid?.() === 0 && tryCommand("apt-get", ["update", "-q"])) {
    tryCommand("apt-get", ["install", "-y", "-q", "chromium"]);
  }
  const packaged = findChromium();
  if (packaged) return packaged;
  throw new Error(
    "The browser tests need Chromium. Install it (Debian: apt-get install chromium), or set PLAYWRIGHT_CHROMIUM_PATH.",
  );
}
