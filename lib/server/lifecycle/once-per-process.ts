// On globalThis: the framework's bundles each load this module, and every other, for themselves.
const kept = globalThis as { sluiceOnce?: Map<string, unknown> };

/**
 * What there is once in a process however many copies of a module it has, such as a queue whose length is a promise. Made by
 * whoever asks first; `name` tells it from others.
 */
export function oncePerProcess<T>(name: string, make: () => T): T {
  kept.sluiceOnce ??= new Map();
  if (!kept.sluiceOnce.has(name)) kept.sluiceOnce.set(name, make());
  return kept.sluiceOnce.get(name) as T;
}
