import type { Definition } from "./definition";

export const enough: Definition = {
  id: "enough",
  name: "Enough to say something",
  text: [
    "From two cards anything can be concluded. Fewer than 10 cards finished in the window that a figure looks over are not enough to propose a service level, to draw a pace, to call a card at risk or late by a proposed level, to name a probable constraint, to forecast, to suggest a starting value for a limit, or to call a change better or worse. Then it says “Not enough finished yet” and how many of how many were finished, in every report, on the page of all boards, with limits and in the settings alike. A forecast counts the cards of days that are over, from which it draws, and wants 5 days with a finish besides.",
    "Signals of process behaviour that stand on finished cards, and the verdict of Little's law, wait for 10 as well. Plain facts do not: a median, a percentile or a share of two cards is what it is, and its number of cards stands beside it. Counts, ages, queue ages, times in columns, blocked time and flow efficiency are such facts.",
    "Against a service level that the team has agreed on, or days that somebody asks for, a card that is older is late however few were finished. A card whose due date has passed is late in its own right.",
  ],
  examples: [
    {
      words: "9 cards were finished in the last 90 days, and nothing is agreed: no card is late for its age.",
      given: { finished: 9, ageDays: 80 },
      gives: { isProposed: false, isLate: false },
    },
    {
      words: "With the tenth, 85 % in so many days is proposed, and older cards are late.",
      given: { finished: 10, ageDays: 80 },
      gives: { isProposed: true, isLate: true },
    },
    {
      words:
        "Had the team agreed on 85 % in 5 days, a card 6 days old would have been late from the beginning.",
      given: { finished: 0, ageDays: 6, agreed: { percentile: 85, days: 5 } },
      gives: { isLate: true },
    },
  ],
};
