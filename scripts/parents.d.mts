export function watchParents(onOrphaned: () => void): void;
