import { expect, test } from "vitest";
import { type Action, can, type MemberRole, memberRoles, rolesAllowed } from "@/lib/domain/permission";

const everybody = ["owner", "lead", "member", "viewer"] as const;

/** Who may do what in a team of theirs. */
const table = {
  "board:read": everybody,
  "team:read": everybody,
  "card:write": ["owner", "lead", "member"],
  "andon:pull": ["owner", "lead", "member"],
  "board:create": ["owner", "lead"],
  "board:configure": ["owner", "lead"],
  "limit:change": ["owner", "lead"],
  "limit:override": ["owner", "lead"],
  "team:manage": ["owner"],
} as const satisfies Record<Action, readonly MemberRole[]>;

test.each(Object.entries(table) as [Action, readonly MemberRole[]][])("%s is for %s", (action, roles) => {
  expect(rolesAllowed(action)).toEqual(roles);
  expect(memberRoles.filter((role) => can(role, action))).toEqual(roles);
});
