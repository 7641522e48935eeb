/** What a person may do in a team, from most to least. */
export const memberRoles = ["owner", "lead", "member", "viewer"] as const;
export type MemberRole = (typeof memberRoles)[number];

const everyone = memberRoles;
const workers = ["owner", "lead", "member"] as const;
const leads = ["owner", "lead"] as const;
const owners = ["owner"] as const;

/** The one table of permissions: which roles may take which action in their own team. */
const permissions = {
  "board:read": everyone,
  "board:create": leads,
  "board:configure": leads,
  "limit:change": leads,
  "limit:override": leads,
  "card:write": workers,
  "andon:pull": workers,
  "team:read": everyone,
  "team:manage": owners,
} as const satisfies Record<string, readonly MemberRole[]>;

export type Action = keyof typeof permissions;

/** Roles that may take an action, for decisions made inside the database from the stored membership. */
export function rolesAllowed(action: Action): readonly MemberRole[] {
  return permissions[action];
}

/** Whether a role may take an action. */
export function can(role: MemberRole, action: Action): boolean {
  return rolesAllowed(action).includes(role);
}
