type Person = { name: string; email: string; password: string };

/** The product, served on a fresh data folder. */
export type ServedProduct = {
  address: string;
  /** The process that serves now. */
  pid: number | undefined;
  /** Where its database was after the first start. */
  databaseUrl: string;
  /** Where its database is now. */
  findDatabase: () => string;
  /** The owner's access token, with every scope. */
  token: string;
  owner: Person;
  /** Runs one command of `npm run admin`; answers what it prints. */
  admin: (...args: string[]) => string;
  /** Ends the server alone. */
  pause: () => Promise<void>;
  /** Starts it again on the same data, with other settings where they are given. */
  resume: (settings?: Record<string, string>) => Promise<void>;
  stop: () => Promise<void>;
};

export const owner: Person;
export function serveProduct(
  port: number,
  options?: { databaseUrl?: string; settings?: Record<string, string>; nodeArguments?: string[] },
): Promise<ServedProduct>;
