import { z } from "zod";
import { email, id, instant, line, listOf } from "./primitives";

/** Longest accepted password bounds the work of hashing; the shortest is what makes it one. */
const password = z.string().min(10, "At least 10 characters.").max(200, "At most 200 characters.");

/** A new person: by the owner's link, by an invitation, or at the command line. */
export const newPerson = z.strictObject({ name: line(80), email, password }).meta({ id: "NewPerson" });
export type NewPerson = z.infer<typeof newPerson>;

/** `metrics` reads the figures of the installation and nothing else, for a monitoring program. */
export const accessScopes = ["read", "write", "admin", "metrics"] as const;
const accessScope = z.enum(accessScopes);
export type AccessScope = (typeof accessScopes)[number];

export const createAccessTokenRequest = z
  .strictObject({
    name: line(80),
    scopes: listOf(accessScope, accessScopes.length)
      .min(1, "At least one scope.")
      .refine(
        (scopes) => !scopes.includes("metrics") || scopes.length === 1,
        "A token for metrics can do nothing else: no other scope beside it.",
      )
      .default(["read", "write"]),
    expiresAt: instant.nullish(),
  })
  .meta({ id: "CreateAccessTokenRequest" });
export type CreateAccessTokenRequest = z.infer<typeof createAccessTokenRequest>;

export const accessTokenView = z
  .object({
    id,
    name: z.string(),
    scopes: z.array(accessScope),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: "AccessToken" });
export type AccessTokenView = z.infer<typeof accessTokenView>;
/** A new access token: `token` is the secret, told this once. */
export const createdAccessToken = accessTokenView
  .extend({ token: z.string() })
  .meta({ id: "CreatedAccessToken" });

/** A browser in which somebody is signed in. */
export const sessionView = z
  .object({
    id,
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: "Session" });

export const changePasswordRequest = z
  .strictObject({
    current: z.string().max(200, "At most 200 characters."),
    password,
    /** Whether every access token ends too; other sessions always do. */
    endTokens: z.boolean().default(false),
  })
  .meta({ id: "ChangePasswordRequest" });
export const updateAccountRequest = z.strictObject({ name: line(80) }).meta({ id: "UpdateAccountRequest" });

/** The secret of a one-time link, as it stands in its address. */
const linkToken = z.string().max(200, "At most 200 characters.");

/** A newcomer joins a team by an invitation; somebody who is signed in already sends the link alone. */
export const joinRequest = newPerson.extend({ token: linkToken }).meta({ id: "JoinRequest" });
export const acceptInvitationRequest = z
  .strictObject({ token: linkToken })
  .meta({ id: "AcceptInvitationRequest" });
/** The first person, by the link from the console, with the name of their team. */
export const createOwnerRequest = newPerson
  .extend({ token: linkToken, team: line(80) })
  .meta({ id: "CreateOwnerRequest" });
