import "../../support/database";
import { expect, test } from "vitest";
import { getDb } from "@/lib/server/db/client";
import { createOwner } from "@/lib/server/usecases/people/create-owner";
import { createOwnerLink } from "@/lib/server/usecases/people/create-owner-link";
import { createPerson } from "@/lib/server/usecases/people/create-person";

const person = (name: string) => ({ name, email: `${name}@example.org`, password: "a long enough password" });

test("of links that several processes print at once, one works", async () => {
  const links = await Promise.all(Array.from({ length: 5 }, () => createOwnerLink()));
  expect(await getDb().oneTimeLink.count({ where: { purpose: "owner", usedAt: null } })).toBe(1);
  expect(links).not.toContain(null);
});

test("a link that was printed before somebody was made at the command line makes nobody", async () => {
  const link = await createOwnerLink();
  await createPerson(person("first"), true);
  await expect(
    createOwner(link?.path.split("/").at(-1) ?? "", person("second"), "Team"),
  ).rejects.toMatchObject({
    code: "link-not-valid",
  });
  expect(await getDb().user.count()).toBe(1);
  expect(await getDb().team.count()).toBe(1);
});
