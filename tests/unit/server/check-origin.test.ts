import { expect, test } from "vitest";
import { requireSameOrigin } from "@/lib/server/http/check-origin";

const check = (headers: Record<string, string>) => () => requireSameOrigin(new Headers(headers));

test.each([
  [{ host: "board.example:3000", origin: "http://board.example:3000" }],
  [{ host: "internal", "x-sluice-origin": "https://board.example", origin: "https://board.example" }],
  [{ host: "board.example", "sec-fetch-site": "same-origin" }],
])("this site's own page may write: %o", (headers) => {
  expect(check(headers)).not.toThrow();
});

test.each([
  [{ host: "board.example", origin: "https://evil.example" }],
  [{ host: "board.example", origin: "https://board.example.evil.example" }],
  [{ host: "board.example", origin: "null" }],
  [{ host: "board.example", "sec-fetch-site": "cross-site" }],
  [{ host: "board.example" }],
  [{ host: "internal", "x-forwarded-host": "evil.example", origin: "https://evil.example" }],
])("another site's page may not: %o", (headers) => {
  expect(check(headers)).toThrow();
});
