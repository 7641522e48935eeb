import { randomBytes } from "node:crypto";
import { newPerson } from "@/lib/contracts/account";
import { say } from "../project/say.mjs";
import { type Command, define, required, requirePerson } from "./command";

const ofPerson = { email: { type: "string" } } as const;

/** Making people, their passwords, and switching them off and on. */
export const people: Record<string, Command> = {
  "create-user": define({
    takes: "--email E --name N [--password P] [--owner]",
    does: [
      "Makes a person. Without --password one is generated and printed. --owner: owner of the first team, and",
      "administrator of the installation.",
    ],
    options: {
      ...ofPerson,
      name: { type: "string" },
      password: { type: "string" },
      owner: { type: "boolean", default: false },
    },
    async run(values) {
      const { createPerson } = await import("@/lib/server/usecases/people/create-person");
      const generated = values.password ? null : randomBytes(12).toString("base64url");
      const person = newPerson.parse({
        email: required(values.email, "email"),
        name: required(values.name, "name"),
        password: values.password ?? generated,
      });
      await createPerson(person, values.owner);
      say(`Created ${person.email}.`);
      if (generated) process.stdout.write(`${generated}\n`);
      return 0;
    },
  }),
  "reset-password": define({
    takes: "--email E [--password P]",
    does: [
      "Sets a new password, ends the person's sessions, access tokens and links, and prints the password if it was",
      "generated.",
    ],
    options: { ...ofPerson, password: { type: "string" } },
    async run(values) {
      const { resetPassword } = await import("@/lib/server/usecases/account/reset-password");
      const password = await resetPassword(required(values.email, "email").toLowerCase(), values.password);
      say("The password is changed. Every session, access token and link of this person has ended.");
      if (!values.password) process.stdout.write(`${password}\n`);
      return 0;
    },
  }),
  "disable-user": define({
    takes: "--email E [--take-off-cards]",
    does: [
      "Switches a person off: ends their sessions, access tokens and links, and refuses them everywhere. They stay on",
      "cards, shown as switched off, unless --take-off-cards takes them off those on which work is not over. Teams that",
      "nobody else owns go to the administrator who has been there longest.",
    ],
    options: { ...ofPerson, "take-off-cards": { type: "boolean", default: false } },
    async run(values) {
      const { switchOff } = await import("@/lib/server/usecases/people/switch-person");
      const { email, id } = await requirePerson(values.email);
      await switchOff(null, id, { takeOffOpenCards: values["take-off-cards"] });
      say(`${email} is switched off.`);
      return 0;
    },
  }),
  "enable-user": define({
    takes: "--email E",
    does: ["Switches a person on again. They sign in with the password that they had."],
    options: ofPerson,
    async run(values) {
      const { switchOn } = await import("@/lib/server/usecases/people/switch-person");
      const { email, id } = await requirePerson(values.email);
      await switchOn(null, id);
      say(`${email} is switched on.`);
      return 0;
    },
  }),
  "make-administrator": define({
    takes: "--email E",
    does: [
      "Lets a person administer the installation: its people, the trail of security, tokens for metrics.",
    ],
    options: ofPerson,
    async run(values) {
      const { changeAdministrator } = await import("@/lib/server/usecases/people/change-administrator");
      const { email, id } = await requirePerson(values.email);
      await changeAdministrator(null, id, true);
      say(`${email} administers this installation.`);
      return 0;
    },
  }),
  "end-administrator": define({
    takes: "--email E",
    does: ["Ends that. The last administrator stays."],
    options: ofPerson,
    async run(values) {
      const { changeAdministrator } = await import("@/lib/server/usecases/people/change-administrator");
      const { email, id } = await requirePerson(values.email);
      await changeAdministrator(null, id, false);
      say(`${email} no longer administers this installation.`);
      return 0;
    },
  }),
};
