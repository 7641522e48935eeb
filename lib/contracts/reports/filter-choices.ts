type Choice = { value: string; text: string };

/** By what the cards of a board's reports can be chosen, by the names of the metrics API. */
export type FilterChoices = Record<"label" | "lane" | "type" | "assignee" | "creator", Choice[]>;
