/** A failure to connect: one that mends itself, such as a server that starts, or one that somebody has to mend. */
export type ConnectFailure = { mendsItself: boolean; words: string };

type Failure = { code?: unknown; message?: unknown; errors?: unknown };

const waitedFor: Record<string, string> = {
  ECONNREFUSED: "nothing listens there yet",
  ECONNRESET: "the connection was cut",
  ECONNABORTED: "the connection was cut",
  EPIPE: "the connection was cut",
  ENOTFOUND: "its name is not known yet",
  EAI_AGAIN: "its name is not known yet",
  EHOSTUNREACH: "there is no way to it",
  ENETUNREACH: "there is no way to it",
  ETIMEDOUT: "it does not answer",
  ENOENT: "its socket is not there yet",
  "57P01": "it is shutting down",
  "57P02": "it has crashed and starts again",
  "57P03": "it is starting up, or recovers",
  "53300": "all its connections are taken",
};

/** What a pooler says in its own words of the server behind it. */
const poolerWaits =
  /server login has been failing|cannot connect to server|server_login_retry|connect(ion)? timeout|query_wait_timeout|pooler is shut ?down|pgbouncer is (paused|shutting down)|too many connections/i;
const poolerStops: [RegExp, string][] = [
  [/no such database|config error/i, "it does not know this database"],
  [/no such user|auth(entication)? failed|not allowed/i, "it does not let this user in"],
];
const noAnswer = /timeout expired|Connection terminated|timeout exceeded/;

const stopped: Record<string, string> = {
  "28P01": "the password is wrong, or the user is not known",
  "28000": "it does not let this user in",
  "3D000": "it has no database of this name",
  "42501": "this user may not connect to this database",
};

/** What a failure to connect means, in words that follow the server's address: "it is starting up". */
export function classifyConnectFailure(thrown: unknown): ConnectFailure {
  const failure = (thrown ?? {}) as Failure;
  // Of several addresses of one name, the first tells as much as all.
  if (Array.isArray(failure.errors) && failure.errors.length > 0)
    return classifyConnectFailure(failure.errors[0]);
  const code = typeof failure.code === "string" ? failure.code : "";
  const message = typeof failure.message === "string" ? failure.message : String(thrown);
  const own = (words: string) => (code.length === 5 ? `${words} (${message})` : words);

  if (code === "08P01" || code === "58000") {
    const stop = poolerStops.find(([pattern]) => pattern.test(message));
    if (stop) return { mendsItself: false, words: own(stop[1]) };
    if (poolerWaits.test(message))
      return { mendsItself: true, words: own("the server behind the pooler is away") };
  }
  const wait = waitedFor[code] ?? (/^(08...|57P..|53...)$/.test(code) ? "it is away" : undefined);
  if (wait && !(code === "08P01" && /parameter|protocol/i.test(message)))
    return { mendsItself: true, words: own(wait) };
  if (noAnswer.test(message)) return { mendsItself: true, words: "it does not answer" };
  return { mendsItself: false, words: own(stopped[code] ?? message) };
}
