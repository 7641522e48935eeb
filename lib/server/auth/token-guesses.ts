import "server-only";
import { minuteMs } from "@/lib/domain/duration";
import { hashSecretToken } from "../credentials/secret-token";
import { WaitingRoom } from "../credentials/waiting-room";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { networksOf, unknownAddress } from "../network/network-address";
import { currentOrigin } from "../network/origin";
import { type Authenticated, authenticate } from "./authenticate";

/**
 * How many wrong tokens a network may send in a minute without being slowed down: scripts go on with tokens that have
 * expired.
 */
const freePerMinute = 60;
const waitMs = 1_000;
const maxAtOnce = 8;
const maxCallers = 10_000;
const maxKnown = 2_000;

const room = oncePerProcess("attempts at tokens", () => new WaitingRoom());
/** Wrong tokens by network, each for a minute from its first on; the oldest go first. */
const failures = oncePerProcess(
  "guesses at tokens",
  () => new Map<string, { count: number; endsAtMs: number }>(),
);
/** People whose token was right lately, by network: other people's wrong guesses there do not slow them down. */
const known = oncePerProcess("known tokens", () => new Set<string>());

/**
 * Who sends this request, like `authenticate`. A network that keeps sending wrong access tokens waits a second for each
 * further try, a few at a time; people whose token was right there lately do not wait. Throws `rate-limited` with when
 * to try again.
 */
export async function authenticateInTime(request: Request): Promise<Authenticated | null> {
  const token = request.headers.get("authorization");
  if (token === null) return authenticate(request);
  const { caller } = networksOf(currentOrigin()?.address ?? unknownAddress);
  const pass = `${caller} ${Buffer.from(hashSecretToken(token)).toString("base64")}`;
  if (failuresOf(caller) < freePerMinute || known.has(pass)) return judge(request, caller, pass);
  return room.within([{ key: caller, max: maxAtOnce }], waitMs, () => judge(request, caller, pass));
}

async function judge(request: Request, caller: string, pass: string): Promise<Authenticated | null> {
  const found = await authenticate(request);
  known.delete(pass);
  if (found) {
    known.add(pass);
    if (known.size > maxKnown) known.delete(known.values().next().value ?? "");
    return found;
  }
  noteFailure(caller);
  return null;
}

/** Wrong tokens of a network in its present minute. */
function failuresOf(caller: string): number {
  const noted = failures.get(caller);
  return noted && noted.endsAtMs > performance.now() ? noted.count : 0;
}

function noteFailure(caller: string): void {
  const noted = failures.get(caller);
  if (noted && noted.endsAtMs > performance.now()) {
    noted.count += 1;
    return;
  }
  failures.delete(caller);
  failures.set(caller, { count: 1, endsAtMs: performance.now() + minuteMs });
  if (failures.size > maxCallers) failures.delete(failures.keys().next().value ?? "");
}
