import { cutText } from "@/lib/domain/text";

/**
 * The names, cut to `most` characters, with a number behind each that would else be like one before it: what is two things
 * in a file stays two.
 */
export function distinctNames(names: readonly string[], most: number): string[] {
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  return names.map((name) => {
    const cut = cutText(name, most);
    let distinct = cut;
    let number = numbers.get(cut) ?? 1;
    while (taken.has(distinct)) {
      number++;
      const end = ` (${number})`;
      distinct = cutText(name, most - end.length) + end;
    }
    numbers.set(cut, number);
    taken.add(distinct);
    return distinct;
  });
}
