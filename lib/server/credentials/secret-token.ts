import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** A token of 256 random bits, with a prefix by which secret scanners know it. */
export function newSecretToken(prefix: "slu_" | ""): string {
  return prefix + randomBytes(32).toString("base64url");
}

/** What is stored of a token. No salt and no slow hash: the token itself carries 256 bits. */
export function hashSecretToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}
