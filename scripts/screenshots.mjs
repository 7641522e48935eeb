// npm run screenshots: the pictures of the README, from a fresh product with the demo board.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { chromiumFlags, requireChromium } from "../tests/support/chromium.mjs";
import { owner, serveProduct } from "../tests/support/served-product.mjs";
import { root } from "./project/root.mjs";

const product = await serveProduct(3917);
const { address } = product;
const browser = await chromium.launch({ executablePath: requireChromium(), args: chromiumFlags });
try {
  const created = await fetch(`${address}/api/v1/boards/demo`, {
    method: "POST",
    headers: { Authorization: `Bearer ${product.token}`, "Content-Type": "application/json" },
    body: "{}",
  });
  const { id } = await created.json();

  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(`${address}/sign-in`);
  await page.getByLabel("E-mail address").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
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
  await page.getByText("Limit of Development").first().waitFor();
  await page.getByRole("application").first().waitFor();
  await page
    .getByRole("heading", { name: "Time", exact: true })
    .evaluate((heading) => heading.scrollIntoView());
  await page.screenshot({ path: join(root, "docs/images/reports.png") });
} finally {
  await browser.close();
  await product.stop();
}
