/** What people do that the trail of security keeps, each act as a row. */
const securityActs = [
  "signed-in",
  "signed-out",
  "session-ended",
  "password-changed",
  "password-reset",
  "token-made",
  "token-revoked",
  "name-changed",
  "owner-link-made",
  "owner-link-used",
  "person-made",
  "person-switched-off",
  "person-switched-on",
  "administrator-made",
  "administrator-ended",
  "team-made",
  "team-renamed",
  "member-added",
  "member-removed",
  "member-left",
  "role-changed",
  "invitation-made",
  "invitation-revoked",
  "invitation-used",
  "board-imported",
  "board-archived",
  "board-brought-back",
  "clock-mended",
] as const;
export type SecurityAct = (typeof securityActs)[number];

/** What anybody can fail at, known or not: counted per minute, address and account, never a row each. */
export const securityFailures = [
  "sign-in-failed",
  "sign-in-slowed",
  "password-refused",
  "token-refused",
  "link-refused",
] as const;
export type SecurityFailure = (typeof securityFailures)[number];

export const securityEvents = [...securityActs, ...securityFailures] as const;
export type SecurityEvent = SecurityAct | SecurityFailure;
