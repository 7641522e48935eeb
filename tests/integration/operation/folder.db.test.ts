import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { newFolder, openInChild } from "../../support/installation";

test("only a start makes an installation", async () => {
  const folder = newFolder();
  const command = openInChild(folder, { mode: "find" });
  await expect(command.opened).rejects.toThrow(folder);
  expect(await command.ended).toBe(1);
  expect(existsSync(folder)).toBe(false);

  const server = openInChild(folder);
  expect((await server.opened).isNew).toBe(true);
  expect(server.said.join("\n")).toContain(`New installation in ${folder}`);
  const beside = openInChild(folder, { mode: "find" });
  expect((await beside.opened).url).toBe((await server.opened).url);
  await beside.end();
  await server.end();
});
