import "server-only";
import { isInTransaction } from "../../db/transaction";
import { oncePerProcess } from "../../lifecycle/once-per-process";
import type { Credential, Identity } from "./credential";

/** Tells how far this process has heard of changes of access, whoever made them. */
export type Hearing = {
  /** Every change that was committed before this instant (monotonic ms) has been heard; null while nothing is heard. */
  heardUntilMs: () => number | null;
  /** Has that brought up to the present, unless it is under way. */
  prove: () => void;
};

/** How old what was heard may be for an identity to be believed: who is revoked gets no answer a second later. */
const believedForMs = 800;
/** From this age on it is brought up to the present beside the request. */
const provenAnewAfterMs = 300;
/** An identity is asked anew at least this often, whatever was heard; the use of its token is noted then. */
const maxAgeMs = 15_000;
const maxIdentities = 5_000;

type Known = { identity: Identity; untilMs: number };

type Memory = { hearing: Hearing | null; known: Map<string, Known> };

const memory = oncePerProcess<Memory>("known identities", () => ({ hearing: null, known: new Map() }));

const nameOf = ({ kind, key }: Credential) =>
  `${kind} ${typeof key === "string" ? key : Buffer.from(key).toString("base64")}`;

/** Has identities remembered from now on, as long as changes of access are heard; null: no longer. */
export function rememberWhile(hearing: Hearing | null): void {
  memory.hearing = hearing;
  forgetIdentities();
}

/**
 * Forgets everybody. To be called whenever anybody's access has changed; an identity that is just being asked for is not
 * remembered either.
 */
export function forgetIdentities(): void {
  memory.known = new Map();
}

/** Who is behind a credential, if that was asked lately and every change since has been heard; null where it has to be asked. */
export function recallIdentity(credential: Credential): Identity | null {
  const { hearing, known } = memory;
  if (!hearing) return null;
  const now = performance.now();
  const heardUntilMs = hearing.heardUntilMs();
  if (heardUntilMs === null || now - heardUntilMs > provenAnewAfterMs) hearing.prove();
  if (heardUntilMs === null || now - heardUntilMs > believedForMs) return null;
  const name = nameOf(credential);
  const found = known.get(name);
  if (!found || found.untilMs > now) return found?.identity ?? null;
  known.delete(name);
  return null;
}

/**
 * To be called before an identity is asked for; remembers the answer, unless something has been forgotten since, or it was
 * read in a transaction, which may take back what it has seen.
 * `endsInMs`: how long the credential is good for, by the database's clock; null for one without an end.
 */
export function beginToKnow(credential: Credential): (identity: Identity, endsInMs: number | null) => void {
  const { hearing, known } = memory;
  const askedAtMs = performance.now();
  return (identity, endsInMs) => {
    if (!hearing || known !== memory.known || isInTransaction()) return;
    known.set(nameOf(credential), {
      identity,
      untilMs: askedAtMs + Math.min(maxAgeMs, endsInMs ?? maxAgeMs),
    });
    if (known.size > maxIdentities) known.delete(known.keys().next().value ?? "");
  };
}
