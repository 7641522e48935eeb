import type { OnProgress, Waiting } from "../db/progress";

/** A PostgreSQL that this process has started. */
export type EmbeddedServer = {
  readonly pid: number;
  isAlive(): boolean;
  /** Starts it again after it was lost, on the port that the open pools know. */
  restart(): Promise<void>;
};

export type OpenInstallation = {
  /** Address of the product's database, migrated. */
  url: string;
  /** Absolute path of the data folder. */
  folder: string;
  /** True when this call made the installation. */
  isNew: boolean;
  /** Names of the migrations that this call applied. */
  migrated: string[];
  /** Signs session cookies, unless NEXTAUTH_SECRET is given. */
  authSecret: string;
  /** Null for DATABASE_URL, or when another process has started it. */
  embedded: EmbeddedServer | null;
  /** Writes into the folder, for others to read, at which address this process serves. */
  announce(address: string): void;
  /** Stops the PostgreSQL that this process started, and lets go of the folder. Safe to call twice. */
  close(): Promise<void>;
};

export type OpenOptions = {
  /** Absolute path of the data folder. */
  folder: string;
  /** A PostgreSQL of the user's own; null for the embedded one. */
  databaseUrl: string | null;
  /** Whether an installation may be made where there is none. Only `start`, `dev` and `restore` do. */
  create: boolean;
  /** What holds the folder, in words for whoever finds it held, such as `npm start`. */
  purpose: string;
  /** Is told what is waited for, and what was found. */
  say(text: string): void;
  /** Is told what is waited for and which step is worked at; `say` is, unless given. */
  onProgress?: OnProgress;
  /** Ends waiting; what was started is stopped, and the call rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Settings for the embedded postgres, name=value; for throw-away servers of tests. */
  settings?: readonly string[];
  /** Brings the schema up to date; returns what it applied. */
  prepare(url: string, waiting: Waiting): Promise<string[]>;
};

/** How the parts of an opening wait. */
export function waitingOf({ say, onProgress, signal }: OpenOptions): Waiting {
  return { onProgress: onProgress ?? (({ words }) => say(`  › ${words}`)), signal };
}
