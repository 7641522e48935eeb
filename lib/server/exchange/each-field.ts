import { asRecord } from "./loose-values";

type Waiting = { value: unknown; path: string };

/** Names of fields come from the file: a path gets no longer than this, however long they are. */
const maxOfKey = 80;
const maxOfPath = 300;

const saysNothing = (value: unknown) => value === null || value === undefined || value === "";

const extend = (path: string, by: string) => (path.length < maxOfPath ? path + by : path);

/**
 * Every value of what was parsed that says something, with where it stands: `cards[].badges.votes`. Items of a list share
 * one path. Without recursion: the depth is that of the file.
 */
export function eachField(
  top: unknown,
  topPath: string,
  visit: (path: string, value: unknown) => void,
): void {
  const waiting: Waiting[] = [{ value: top, path: topPath }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    const record = asRecord(value);
    if (Array.isArray(value)) {
      const itemPath = extend(path, "[]");
      for (const item of value) waiting.push({ value: item, path: itemPath });
    } else if (record) {
      for (const key of Object.keys(record))
        waiting.push({ value: record[key], path: extend(path, `.${key.slice(0, maxOfKey)}`) });
    } else if (!saysNothing(value)) visit(path, value);
  }
}
