import { test } from "./fixtures";

test.use({ storageState: { cookies: [], origins: [] } });

test.fail("an error in the console that a test does not expect is a failure", async ({ page }) => {
  await page.evaluate("console.error('Something is wrong.')");
});

test.fail("so is one that nobody handled, on a page of any context", async ({ browser }) => {
  const page = await browser.newPage();
  const seen = page.waitForEvent("pageerror");
  await page.evaluate("void setTimeout(() => Promise.reject(new Error('Nobody handles this.')))");
  await seen;
  await page.close();
});

test("what a test expects is none", async ({ allowFault, page }) => {
  allowFault(/Something is wrong/);
  await page.evaluate("console.error('Something is wrong.')");
});
