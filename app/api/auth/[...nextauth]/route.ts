import NextAuth from "next-auth";
import { authOptions } from "@/lib/server/auth/options";
import { addressOf } from "@/lib/server/http/request-facts";
import { fromOrigin } from "@/lib/server/origin";

const handler: (request: Request, context: unknown) => Promise<Response> = NextAuth(authOptions);

const answer: typeof handler = (request, context) =>
  fromOrigin({ address: addressOf(request.headers) }, () => handler(request, context));

export { answer as GET, answer as POST };
