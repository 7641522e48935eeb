// npm run screenshots: the pictures of the README, from a fresh product with the demo board.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { chromiumFlags, requireChromium } from "../tests/support/chromium.mjs";
import { root } from "./prepare.mjs";

const port = 3917;
const address = `http://localhost:${port}`;
const dataFolder = mkdtempSync(join(tmpdir(), "sluice-screenshots-"));
const environment = { ...process.env, PORT: String(port), SLUICE_DATA_DIR: dataFolder, DATABASE_URL: "" };
delete environment.npm_lifecycle_event;
const person = { email: "owner@example.org", password: "only for the pictures" };

function admin(...args) {
  return execFileSync(process.execPath, ["scripts/admin.mjs", ...args], {
    cwd: root,
    env: environment,
    encoding: "utf8",
  }).trim();
}

async function untilServing() {
  for (;;) {
    const health = await fetch(`${address}/api/health`).catch(() => null);
    if (health?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const server = spawn(process.execPath, ["scripts/start.mjs"], {
  cwd: root,
  env: environment,
  stdio: "inherit",
});
const browser = await chromium.launch({ executablePath: requireChromium(), args: chromiumFlags });
try {
  await untilServing();
  admin(
    "create-user",
    "--owner",
    "--name",
    "Olive Owner",
    "--email",
    person.email,
    "--password",
    person.password,
  );
  const token = admin("create-token", "--email", person.email);
  const created = await fetch(`${address}/api/v1/boards/demo`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: "{}",
  });
  const { id } = await created.json();

  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(`${address}/sign-in`);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Boards" }).waitFor();
  mkdirSync(join(root, "docs/images"), { recursive: true });

  await page.goto(`${address}/boards/${id}`);
  await page.getByText("Live", { exact: true }).waitFor();
  await page.screenshot({ path: join(root, "docs/images/board.png") });

  await page.setViewportSize({ width: 1280, height: 1060 });
  await page.goto(`${address}/boards/${id}/reports`);
  await page.getByRole("link", { name: "12 months" }).click();
  await page.mouse.move(0, 0);
  await page.waitForURL(/from=/);
  await page.getByText("Limit of Development").waitFor();
  await page.locator(".recharts-scatter-symbol").first().waitFor();
  await page.screenshot({ path: join(root, "docs/images/reports.png") });
} finally {
  await browser.close();
  server.kill("SIGTERM");
  await new Promise((resolve) => server.once("exit", resolve));
  rmSync(dataFolder, { recursive: true, force: true });
}
