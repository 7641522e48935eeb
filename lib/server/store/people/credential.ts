/** What a request brings to say who it comes from: the id of a session, or the hash of an access token. */
export type Credential = { kind: "session"; key: string } | { kind: "token"; key: Uint8Array };

/** Who a request comes from. `scopes` is null for a browser session, which may do whatever its person may. */
export type Identity = { userId: string; scopes: readonly string[] | null; expiresAt: Date | null };
