import { describe, expect, test } from "vitest";
import { hashNewPassword } from "@/lib/server/credentials/new-password";
import { verifyPassword } from "@/lib/server/credentials/password";

const own = ["ana.silva@harbour.example", "Ana Silva"];

test.each([
  "correct horse 9 battery",
  "only for the tests",
  "xK9#mQ2$vL5!",
  `${"kettle marble tundra violin ".repeat(7)}!`,
])("a password that withstands guessing is taken: %s", async (password) => {
  expect(await verifyPassword(password, await hashNewPassword(password, own))).toBe(true);
});

describe("what guessers try first is refused, with what to do", () => {
  test.each([
    "password1234",
    "Passw0rd2026!",
    "qwertyuiop123",
    "aaaaaaaaaaaaaaa",
    "1234567890",
    "anasilva2026",
    "Harbour2026",
    "kanban1234",
    "abcabcabcabcabc",
    "a".repeat(200),
  ])("%s", async (password) => {
    await expect(hashNewPassword(password, own)).rejects.toMatchObject({
      code: "invalid",
      details: { errors: [{ path: "password", message: expect.stringContaining("four or more words") }] },
    });
  });
});
