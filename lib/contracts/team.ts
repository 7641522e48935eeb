import { z } from "zod";
import { email, id, instant, line, memberRole } from "./primitives";

export const meView = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    /** Whether they run the installation. */
    administrator: z.boolean(),
    teams: z.array(
      z.object({
        id,
        name: z.string(),
        role: memberRole,
        /** Name of who put the person into the team without asking; null for others, and once the person has seen it. */
        addedBy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "Me" });
export type MeView = z.infer<typeof meView>;

export const teamView = z
  .object({ id, name: z.string(), role: memberRole, createdAt: instant })
  .meta({ id: "Team" });
export type TeamView = z.infer<typeof teamView>;

export const memberView = z
  .object({
    userId: id,
    name: z.string(),
    email: z.string(),
    role: memberRole,
    joinedAt: instant,
    /** Whether they are switched off in the whole installation. */
    disabled: z.boolean(),
    /** Cards of the team's boards that the person is on and that are neither finished nor archived. */
    openCards: z.number().int(),
  })
  .meta({ id: "Member" });
export type MemberView = z.infer<typeof memberView>;

export const createTeamRequest = z.strictObject({ name: line(80) }).meta({ id: "CreateTeamRequest" });
export const addMemberRequest = z.strictObject({ email, role: memberRole }).meta({ id: "AddMemberRequest" });
export const updateMemberRequest = z.strictObject({ role: memberRole }).meta({ id: "UpdateMemberRequest" });

/** A link by which one person joins a team with a role; shown once, when it is made. */
export const createInvitationRequest = z
  .strictObject({ role: memberRole, email: email.optional() })
  .meta({ id: "CreateInvitationRequest" });
export const invitationView = z
  .object({
    id,
    role: memberRole,
    email: z.string().nullable(),
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: "Invitation" });
export type InvitationView = z.infer<typeof invitationView>;
export const createdInvitation = invitationView.extend({ url: z.string() }).meta({ id: "CreatedInvitation" });
