/** `stopping` ends what is under way; `onStep` is told what that is. */
type Preparation = { stopping?: AbortSignal; onStep?: (what: string) => void };

export function installDependencies(life?: Preparation): Promise<void>;
export function generateClient(life?: Preparation): Promise<void>;
export function build(life?: Preparation): Promise<void>;
export function readRelease(): string;
export function fail(error: unknown): never;
