export const root: string;
export function say(text: string): void;
export function installDependencies(): Promise<void>;
export function generateClient(): Promise<void>;
export function build(): Promise<void>;
export function readRelease(): string;
export function fail(error: unknown): never;
