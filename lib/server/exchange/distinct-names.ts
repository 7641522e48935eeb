import { cutText } from "@/lib/domain/text";

/**
 * The names, cut to `max` characters, with a number behind each that would else be like one before it: what is two things
 * in a file stays two.
 */
export function distinctNames(names: readonly string[], max: number): string[] {
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  return names.map((name) => {
    const cut = cutText(name, max);
    let distinct = cut;
    let number = numbers.get(cut) ?? 1;
    while (taken.has(distinct)) {
      number++;
      const end = ` (${number})`;
      distinct = cutText(name, max - end.length) + end;
    }
    numbers.set(cut, number);
    taken.add(distinct);
    return distinct;
  });
}
