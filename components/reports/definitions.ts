/** One figure in words; `id` is the anchor that charts link to. */
export type Definition = { id: string; name: string; text: string[]; example?: string };

/** What every figure means. The formulas of lib/flow in words; whoever changes one changes the other. */
export const definitions: Definition[] = [
  {
    id: "transitions",
    name: "Where figures come from",
    text: [
      "Every move of a card into another column is kept as a transition: which card, from where, to where, and when. Transitions are never changed or removed. Every figure is counted from them and from nothing else.",
      "A day is a calendar day in the board's time zone. The present columns, their kinds and the commitment point are applied to the whole past, so correcting a column's kind corrects old figures too.",
    ],
  },
  {
    id: "started-finished",
    name: "Started and finished",
    text: [
      "A card is started when it first enters the commitment point or a column right of it. Moving back never takes the start away.",
      "A card is finished when it enters a done column from a column that is not done, the last time if that happened more than once, and only while it is in done. Taking it out again withdraws the finish.",
      "A card that went straight to done started at the moment in which it finished. A deleted card, or one archived outside done, ceases to exist at that moment: it is not finished, and its history before stays.",
    ],
  },
  {
    id: "cycle-time",
    name: "Cycle time",
    text: [
      "From start to finish. In days, both ends count: a card started and finished on one day took 1 day, never 0. Elapsed time, to the millisecond, is kept apart and never mixed with days.",
      "A percentile is the smallest observed value that this share of the cards did not exceed: if the 85th percentile is 9 days, 85 % of the cards took 9 days or less. It is always one of the values seen, not a value in between.",
    ],
    example:
      "Started on Monday at 23:50 and finished on Tuesday at 00:10: 20 minutes elapsed, and 2 days. Ten cards that took 1, 2, 3 … 10 days: half took 5 days or less, 85 % took 9 days or less.",
  },
  {
    id: "lead-time",
    name: "Lead time",
    text: [
      "From the card's creation to its finish, in the same two forms as cycle time. It includes the wait before the team committed to the card.",
    ],
  },
  {
    id: "throughput",
    name: "Throughput",
    text: [
      "How many cards were finished on a day. Days without a finish count as zero. A reopened card counts once, on the day of its last finish.",
    ],
  },
  {
    id: "wip",
    name: "Work in progress",
    text: [
      "Cards that are started and not finished. The count on a column is simpler, all cards in it, and is what WIP limits look at. The two differ for cards that were sent back before the commitment point or reopened.",
    ],
  },
  {
    id: "cumulative-flow",
    name: "Cumulative flow",
    text: [
      "For every day, how many cards stood in each column at its end, stacked with done at the bottom. A band that grows wider is a column into which more comes than leaves. The height from the top of the work in progress down to done is WIP; the flatter the top of done, the less is finished.",
      "Bands show what was. Deleted cards leave their band on the day they were deleted; archived columns keep their past.",
    ],
    example:
      "Two cards enter Review on Monday, one leaves on Tuesday: the band of Review is 2 high on Monday and 1 high from Tuesday on.",
  },
  {
    id: "queue-age",
    name: "Queue age",
    text: [
      "How long a card has been in its present column, since it entered it the last time. Time over all its visits to that column is shown beside it where it differs.",
      "It is not the card's age: a card may be young and stuck, or old and moving.",
    ],
  },
  {
    id: "work-item-age",
    name: "Work item age",
    text: [
      "For a card that is started and not finished: days since its start, both ends counted. A card started today is 1 day old. Cards in the backlog have no age, since nobody has committed to them.",
    ],
  },
  {
    id: "flow-efficiency",
    name: "Flow efficiency",
    text: [
      "For the cards finished in a range: time in active columns divided by their cycle time. Waiting in queues, being blocked, and time in done before a reopening are not active. Without a queue column waiting cannot be seen, and no figure is given.",
    ],
  },
  {
    id: "littles-law",
    name: "Little's law",
    text: [
      "Over a long enough time, average work in progress equals throughput times average cycle time. Fewer cards in progress, at the same throughput, means shorter cycle times. The law asks for conditions: about as much arrives as departs, and work in progress does not grow older.",
    ],
  },
  {
    id: "wip-limit",
    name: "WIP limit",
    text: [
      "At most so many cards that match its scope: columns, a lane, a person, a class of service. A card is refused only by a limit that it newly comes under. Moving within a column, leaving it and editing are never refused.",
      "A limit may be lowered under the present count. Nothing is thrown out; the column takes nothing new until it has drained. Dashed lines in charts mark changes of limits.",
    ],
  },
  {
    id: "limit-use",
    name: "Use of a limit",
    text: [
      "Every change of a card that a limit can see is kept: its column, lane, class of service, people and whether it is blocked. Played again in order, they give the number of cards under every limit at every moment.",
      "Full is the part of the time in which at least as many cards were under the limit as it allowed then; over, more. For a limit on each person it is full while anybody is. Time in which the limit did not stand is left out. The present columns and the board's settings are applied to the past.",
      "A card comes in when it newly comes under a limit. Moving within its columns is no entry, and neither is a change of the limit itself.",
    ],
    example:
      "A limit of 2 over a day: nothing for 6 hours, one card for 6, two for 12. It was full half of the time.",
  },
  {
    id: "limit-suggestion",
    name: "Starting value of a limit",
    text: [
      "Two ways to a first value, neither of them the right one. By time: the smallest number of cards that covered at least 85 % of the window; a limit there would rarely have been felt. By flow: Little's law, cards a day that leave the limit's columns times the days that each is to spend there, which is its share of the cycle time times the target cycle time. Rounded to whole cards, at least 1.",
      "Without a target, the median elapsed cycle time of the window is taken. With fewer than 5 finished cards or less than 7 days nothing is suggested.",
    ],
    example:
      "0.9 cards a day leave Review, cards spend 22 % of their cycle time there, and 10 days are aimed at: 0.9 × 2.2 is 1.98, so 2 cards.",
  },
  {
    id: "overrides",
    name: "Overrides",
    text: [
      "A limit in the mode with a reason lets a card in over its maximum when a lead gives a reason. Each such entry is an override and is kept with who, when, why, and how many cards were there. An entry over a soft limit needs no word and is counted apart. A refusal is an attempt that a limit kept out.",
      "The rate is overrides divided by all entries under that limit in the range. Weeks begin on Monday in the board's time zone.",
    ],
    example: "40 cards came into Review, 2 of them over the limit with a reason: a rate of 5 %.",
  },
];
