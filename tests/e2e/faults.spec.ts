import { expect, test, watchFaults } from "./fixtures";

test.use({ storageState: { cookies: [], origins: [] } });

test("an error in the console, and one that nobody handled, on a page of any context, are faults unless they are expected", async ({
  allowFault,
  browser,
}) => {
  allowFault(/Something is wrong|Nobody handles this/);
  const faults = watchFaults(browser);
  const page = await browser.newPage();
  await page.evaluate("console.error('Something is wrong.')");
  await expect.poll(faults.unexpected).toEqual([expect.stringMatching(/^Something is wrong\. /)]);
  await page.evaluate("void setTimeout(() => Promise.reject(new Error('Nobody handles this.')))");
  await expect.poll(faults.unexpected).toHaveLength(2);
  expect(faults.unexpected()[1]).toContain("Nobody handles this.");
  faults.allow(/is wrong/);
  faults.allow(/^Error: Nobody/);
  expect(faults.unexpected()).toEqual([]);
  faults.stop();
  await page.close();
});
