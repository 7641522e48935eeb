import { expect, test } from "vitest";
import { classifyConnectFailure } from "@/lib/server/db/connect-failure";

const failure = (code: string, message = "failed") => Object.assign(new Error(message), { code });

test.each([
  ["nobody listens", failure("ECONNREFUSED")],
  ["nobody listens, by several addresses", Object.assign(new AggregateError([failure("ECONNREFUSED")]), {})],
  ["a name that is not known yet", failure("ENOTFOUND")],
  ["the server starts or recovers", failure("57P03", "the database system is starting up")],
  ["the server shuts down", failure("57P01")],
  ["too many connections", failure("53300")],
  ["a pooler without its server", failure("08P01", "server login has been failing, try again later")],
  ["a pooler that waits for its server", failure("08P01", "query_wait_timeout")],
  ["nobody answers", new Error("timeout expired")],
  ["cut while connecting", new Error("Connection terminated unexpectedly")],
])("waits: %s", (_, thrown) => expect(classifyConnectFailure(thrown).mendsItself).toBe(true));

test.each([
  ["a wrong password", failure("28P01"), /password/],
  ["nobody lets this user in", failure("28000", "no pg_hba.conf entry"), /pg_hba/],
  ["an unknown database", failure("3D000"), /database/],
  ["a pooler that knows no such database", failure("08P01", "no such database: x"), /database/],
  [
    "a pooler that takes no such parameter",
    failure("08P01", "unsupported startup parameter: x"),
    /parameter/,
  ],
  ["no TLS", new Error("The server does not support SSL connections"), /SSL/],
  [
    "a certificate that is not trusted",
    failure("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate"),
    /self/,
  ],
])("stops, with words: %s", (_, thrown, words) => {
  const read = classifyConnectFailure(thrown);
  expect(read.mendsItself).toBe(false);
  expect(read.words).toMatch(words);
});
