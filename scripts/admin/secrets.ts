import { dataFolder } from "../installation/data-folder";
import { say } from "../project/say.mjs";
import { type Command, define } from "./command";

/** What is done about the secrets of the data folder. */
export const secrets: Record<string, Command> = {
  "renew-secrets": define({
    takes: "",
    does: [
      "Makes new secrets for the data folder, when secrets.json is lost or known to others. Everybody signs in again;",
      "nothing else changes. The server has to be stopped.",
    ],
    options: {},
    opensDatabase: true,
    async run() {
      const { renewSecrets } = await import("@/lib/server/installation/renew-secrets");
      const folder = dataFolder();
      await renewSecrets(folder, { onProgress: ({ words }) => say(`  › ${words}`) });
      say(`${folder} has new secrets. Everybody signs in again.`);
      return 0;
    },
  }),
};
