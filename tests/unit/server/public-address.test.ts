import { expect, test } from "vitest";
import { parsePublicUrl } from "@/lib/server/http/public-address";

test.each([
  [undefined, null],
  ["", null],
  ["https://board.example", "https://board.example"],
  ["https://board.example/", "https://board.example"],
  ["http://192.168.1.5:3000", "http://192.168.1.5:3000"],
  ["http://[2001:db8::1]:3000", "http://[2001:db8::1]:3000"],
])("%s is %s", (text, origin) => {
  expect(parsePublicUrl(text)).toBe(origin);
});

test.each([
  "board.example",
  "ftp://board.example",
  "https://board.example/sluice",
  "https://somebody:secret@board.example",
  "https://board.example?a=b",
  "javascript:alert(1)",
])("%s is refused, and the words show how it is written", (text) => {
  expect(() => parsePublicUrl(text)).toThrow("https://board.example");
});
