import { createAccessTokenRequest } from "@/lib/contracts/account";
import { type Command, define, required } from "./command";

/** Personal access tokens. */
export const tokens: Record<string, Command> = {
  "create-token": define({
    takes: "--email E [--name N] [--scopes read,write,admin] [--expires 2027-01-31]",
    does: [
      "Makes a personal access token and prints it, alone. --scopes metrics: of an administrator, for /api/metrics alone.",
    ],
    options: {
      email: { type: "string" },
      name: { type: "string" },
      scopes: { type: "string" },
      expires: { type: "string" },
    },
    async run(values) {
      const { createAccessTokenFor } = await import("@/lib/server/usecases/account/create-access-token");
      const request = createAccessTokenRequest.parse({
        name: values.name ?? "Command line",
        scopes: values.scopes
          ? values.scopes.split(",").map((scope) => scope.trim())
          : ["read", "write", "admin"],
        expiresAt: values.expires ? new Date(values.expires).toISOString() : null,
      });
      const token = await createAccessTokenFor(required(values.email, "email").toLowerCase(), request);
      process.stdout.write(`${token}\n`);
      return 0;
    },
  }),
};
