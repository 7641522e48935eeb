import { nameOfClass } from "@/lib/client/limits/words";
import type { FilterChoices } from "@/lib/contracts/reports/filter-choices";
import { classesOfService } from "@/lib/domain/board";

/** The cards that a query of reports chooses, in words: `Bug, Ana Silva, created by Ben Okoro`. Empty for all cards. */
export function filterWords(query: URLSearchParams, choices: FilterChoices): string {
  const classOfService = classesOfService.find((each) => each === query.get("classOfService"));
  const textOf = (name: keyof FilterChoices) =>
    choices[name].find(({ value }) => value === query.get(name))?.text;
  const named = (["label", "lane", "type", "assignee"] as const).map(textOf);
  const creator = textOf("creator");
  return [...named, creator && `created by ${creator}`, classOfService && nameOfClass(classOfService)]
    .filter(Boolean)
    .join(", ");
}
