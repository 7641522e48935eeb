/** Every way in which Sluice says no. The door turns codes into status, title and message. */
export const errorCodes = [
  /** The request does not have the required form, or names something that does not belong there. */
  "invalid",
  /** Nobody is signed in, or the token is not valid. */
  "unauthenticated",
  /** The page that asks belongs to another person than the one who is signed in by now. */
  "other-person",
  /** A member without the right. Strangers get `not-found` instead. */
  "forbidden",
  /** Does not exist, or not for this person. */
  "not-found",
  /** The card went to another board. Says where to, for those who may read that board. */
  "card-transferred",
  /** A limit that the card newly falls under has no room. Never raised for a card that leaves or stays. */
  "wip-limit-exceeded",
  /** The card has changed since the version that the request was based on. */
  "version-conflict",
  /** The andon of the column is pulled: it takes no new work. */
  "column-locked",
  /** The override was given for another limit or another maximum than the present one. */
  "override-stale",
  /** The card leaves a column forwards while a required exit policy of that column is not confirmed. */
  "exit-policy-unmet",
  /** None of this person's last actions on the board can be undone any more. */
  "nothing-to-undo",
  /** The board is archived. Said to members of its team only, whatever of the board they ask for. */
  "board-archived",
  /** The board's newest step is dated in the future, so that no card of it can come to another board in order. */
  "board-ahead",
  /** The card is archived; restore it first. */
  "card-archived",
  /** The column still holds cards, so it cannot be archived without saying where they go. */
  "column-not-empty",
  /** A lane that still holds cards can only be archived with a lane for them to go to, or with none. */
  "lane-not-empty",
  /** What the request would create exists already. */
  "already-exists",
  /** A team keeps at least one owner. */
  "last-owner",
  /** An installation keeps at least one administrator who is on. */
  "last-administrator",
  /** Somebody who is switched off: no door is open for them, and nobody gives them work. */
  "person-off",
  /** A one-time link that is unknown, used or expired. */
  "link-not-valid",
  /** An Idempotency-Key that came with another request before, or whose first request is still running. */
  "idempotency-conflict",
  "too-large",
  /** What runs for long was ended by who had begun it; nothing of it stays. */
  "cancelled",
  "unsupported-media-type",
  /** The address takes other methods. */
  "method-not-allowed",
  /** The request did not arrive whole in time. */
  "too-slow",
  "rate-limited",
  /** The server stopped before it was done. Nothing was changed. */
  "interrupted",
  /** The board stayed locked for too long; the same request may be sent again. */
  "busy",
  "internal",
  /** What the server needs, such as its database, does not answer just now. A change may have been made. */
  "unavailable",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * An expected failure. Thrown by use cases, since a throw rolls the transaction back; caught only by the door.
 *
 * `details` carries ids and numbers, so that no client has to parse prose; `message` says in words what is wrong
 * and what to do, and replaces the code's general message.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: Record<string, unknown> = {},
    message?: string,
  ) {
    super(message ?? code);
    this.name = "DomainError";
  }

  /** Whether `message` was written for this case rather than taken from the code. */
  get hasOwnMessage(): boolean {
    return this.message !== this.code;
  }
}

/** A value that cannot be taken. `path` names its field, beside which `message` is shown. */
export function invalidField(path: string, message: string): DomainError {
  return new DomainError("invalid", { errors: [{ path, message }] });
}

/** The same, where the reason is all that there is to say: it is the message of the whole refusal, too. */
export function invalidRequest(path: string, message: string): DomainError {
  return new DomainError("invalid", { errors: [{ path, message }] }, message);
}

/** A file that is not what it should be. */
export function invalidFile(message: string): DomainError {
  return invalidRequest("file", message);
}
