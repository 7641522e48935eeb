import { nameOfClass } from "@/lib/client/limit-words";
import type { FilterChoices } from "@/lib/contracts/overview";
import { classesOfService } from "@/lib/domain/board";

/** The cards that a query of reports chooses, in words: `Bug, Ana Silva`. Empty for all cards. */
export function filterWords(query: URLSearchParams, choices: FilterChoices): string {
  const classOfService = classesOfService.find((each) => each === query.get("classOfService"));
  const named = (["label", "lane", "type", "assignee"] as const).map(
    (name) => choices[name].find(({ value }) => value === query.get(name))?.text,
  );
  return [...named, classOfService && nameOfClass(classOfService)].filter(Boolean).join(", ");
}
