import { comparable } from "@/lib/domain/text";

/**
 * The choices whose name has every word that was typed, in their order: those that are it first, then those that begin
 * with it. All of them where nothing was typed.
 */
export function rankChoices<C extends { name: string }>(choices: readonly C[], typed: string): readonly C[] {
  const wanted = comparable(typed);
  if (wanted === "") return choices;
  const words = wanted.split(" ");
  const rank = (name: string) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : 2);
  return choices
    .map((choice) => ({ choice, name: comparable(choice.name) }))
    .filter(({ name }) => words.every((word) => name.includes(word)))
    .sort((a, b) => rank(a.name) - rank(b.name))
    .map(({ choice }) => choice);
}
