/** One figure in words; `id` is the anchor that charts link to. */
export type Definition = { id: string; name: string; text: string[]; example?: string };

/** What every figure means. The formulas of lib/flow in words; whoever changes one changes the other. */
export const definitions: Definition[] = [
  {
    id: "transitions",
    name: "Where figures come from",
    text: [
      "Every move of a card into another column is kept as a transition: which card, from where, to where, and when. Transitions are never changed or removed. Every figure is counted from them and from nothing else.",
      "A day is a calendar day in the board's time zone; all of them count, weekends too, unless the board counts working days. The present columns, their kinds and the commitment point are applied to the whole past, so correcting a column's kind corrects old figures too.",
      "Filters by label, lane, class of service, type, assignee or creator choose the cards first; everything is then counted over those alone, by what the cards carry today.",
    ],
    example:
      "A card comes into Doing on 3 March at 23:30 in London and the board's zone is Europe/Berlin: it is 4 March there, and that is its day in every chart.",
  },
  {
    id: "started-finished",
    name: "Started and finished",
    text: [
      "A card is started when it first enters the commitment point or a column right of it. Moving back never takes the start away.",
      "A card is finished when it enters a done column from a column that is not done, the last time if that happened more than once, and only while it is in done. Taking it out again withdraws the finish.",
      "A card that went straight to done, or was made there, started at the moment in which it finished, and is marked as never started. When it is reopened, it starts with its first entry into a committed column that is not done, and until then it has no start. A deleted card, or one archived outside done, ceases to exist at that moment: it is not finished, and its history before stays.",
    ],
    example:
      "To do on the 1st, Doing on the 3rd, back to To do on the 4th, Doing on the 8th, Done on the 10th: started on the 3rd, finished on the 10th. Reopened on the 11th: not finished any more. Done again on the 12th: finished on the 12th. Another card, made in Done on the 1st: started and finished on the 1st. Reopened into Doing on the 5th and done on the 6th: started on the 5th, finished on the 6th.",
  },
  {
    id: "transfer",
    name: "From another board",
    text: [
      "A card that is moved to another board keeps when it was created and started, and so its age, its lead time and its cycle time. Time in columns is known of the present board alone; flow efficiency adds what was worked and blocked before. Work in progress, bands, arrivals and blocked time count the card on each board while it is there.",
      "A finish stays in the throughput and the times of the board on which it happened. Moved on into a done column, the card is in that band and has reached that column in the cumulative flow, but is not finished again: other reports leave it out and say “finished on another board”. Reopened there and done again, it finishes there.",
    ],
    example:
      "Started on board A on the 1st, moved to board B on the 10th, done there on the 12th: a cycle time of 12 days on B, work in progress on A from the 1st to the 9th and on B on the 10th and 11th. Done on A on the 8th and moved into Done of B on the 10th: A has finished one card, B none.",
  },
  {
    id: "unknown-beginning",
    name: "Unknown beginning",
    text: [
      "Where an imported history begins in the middle of a card's life, the card is found on the board rather than seen to come. When it was created and started is then not known, and nothing stands in for it. It counts in its column from the day on which the history has it there, and in throughput when it is seen to finish. A card that was found in done is done, but no day finished it.",
      "Such a card has no cycle time, lead time or age, is no part of pace or Little's law, and the stay in which it was found has no length. Reports say how many cards they leave out for that, and why.",
    ],
    example:
      "The history begins on the 5th with a card in Doing; it is done on the 9th. It is in Doing from the 5th to the 8th and in the throughput of the 9th, and has no cycle time: the work may have begun on the 1st or a year before.",
  },
  {
    id: "percentile",
    name: "Percentile",
    text: [
      "Put the values in order, smallest first. The p-th percentile is the one at place p % of their number, rounded up to a whole place. It is always a value that was seen, never one in between. Without values there is no percentile, which is not the same as 0. The median is the 50th.",
    ],
    example:
      "Eight cards took 1, 2, 2, 3, 5, 5, 8 and 13 days. Median: place 0.50 × 8 = 4, so 3 days. 85th: 0.85 × 8 = 6.8, rounded up to place 7, so 8 days.",
  },
  {
    id: "cycle-time",
    name: "Cycle time",
    text: [
      "From start to finish. In days, both ends count: a card started and finished on one day took 1 day, never 0; a board may count working days alone. Elapsed time, to the millisecond, is kept apart and never mixed with days.",
      "The scatterplot, the percentiles and the histogram are in days. Little's law, flow efficiency and time in column use elapsed time.",
      "The moving median of a day is the median of the cards finished on it and the 29 days before, those before the range included. A day with no such card has none, and the line breaks.",
    ],
    example:
      "Started on Monday at 23:50 and finished on Tuesday at 00:10: 20 minutes elapsed, and 2 days. Ten cards that took 1, 2, 3 … 10 days: half took 5 days or less, 85 % took 9 days or less.",
  },
  {
    id: "enough",
    name: "Enough to say something",
    text: [
      "From two cards anything can be concluded. Fewer than 10 cards finished in the window that a figure looks over are not enough to propose a service level, to draw a pace, to call a card at risk or late by a proposed level, to name a probable constraint, to forecast, to suggest a starting value for a limit, or to call a change better or worse. Then it says “Not enough finished yet” and how many of how many were finished, in every report, on the page of all boards, with limits and in the settings alike. A forecast counts the cards of days that are over, from which it draws, and wants 5 days with a finish besides.",
      "Signals of process behaviour that stand on finished cards, and the verdict of Little's law, wait for 10 as well. Plain facts do not: a median, a percentile or a share of two cards is what it is, and its number of cards stands beside it. Counts, ages, queue ages, times in columns, blocked time and flow efficiency are such facts.",
      "Against a service level that the team has agreed on, or days that somebody asks for, a card that is older is late however few were finished. A card whose due date has passed is late in its own right.",
    ],
    example:
      "9 cards were finished in the last 90 days, and nothing is agreed: no card is late for its age. With the tenth, 85 % in so many days is proposed, and older cards are late. Had the team agreed on 85 % in 5 days, a card 6 days old would have been late from the beginning.",
  },
  {
    id: "working-days",
    name: "Working days",
    text: [
      "A board may count working days alone: the weekdays on which its team works, without its holidays. Then cycle times, lead times, ages, pace and the service level leave all other days out, each of these reports says so, and past cards are counted in the same way. A span without any working day is 1 day, never 0.",
      "Throughput, forecasts, work in progress, cumulative flow, the range of a report and elapsed times go by all days, since cards are finished on days off, too. Of two boards that count differently, days are not the same.",
    ],
    example:
      "Monday to Friday, with Friday 3 and Monday 6 April as holidays. Started on Thursday 2 April, finished on Tuesday 7 April: 2 working days, where every day counts 6. Started on Saturday 4 and finished on Sunday 5 April: 1 working day.",
  },
  {
    id: "lead-time",
    name: "Lead time",
    text: [
      "From the card's creation to its finish, in the same two forms as cycle time. It includes the wait before the team committed to the card.",
    ],
    example:
      "Written down on 1 May, started on 20 May, finished on 22 May: a lead time of 22 days, a cycle time of 3.",
  },
  {
    id: "throughput",
    name: "Throughput",
    text: [
      "How many cards were finished on a day. Days without a finish count as zero. A reopened card counts once, on the day of its last finish.",
      "Weeks begin on Monday. A week or month that the range cuts counts its days in the range and is left out of the mean.",
      "A rate per week is the number of cards by the days of the range, times seven.",
    ],
    example: "18 cards in 30 days: 18 ÷ 30 × 7 is 4.2 a week.",
  },
  {
    id: "wip",
    name: "Work in progress",
    text: [
      "Cards that are started and not finished. The chart shows their number at the end of each day. The average is over time: a card that was in progress for half of the range adds one half to it.",
      "The count on a column is simpler, all cards in it, and is what WIP limits look at. The two differ for cards that were sent back before the commitment point or reopened.",
    ],
    example:
      "In a range of 10 days one card is in progress all the time and another for 5 days: 15 card-days ÷ 10 days is an average of 1.5.",
  },
  {
    id: "comparison",
    name: "The period before",
    text: [
      "A range is held against the one of the same length that ends on the day before it begins. Each figure is counted in both in the same way. Where the board's history does not reach back over all of the earlier one, there is nothing to compare with.",
      "Arrows say which way a figure went. From a change of 10 % on a word says whether that is good, where at least 10 cards were finished in both periods: fewer days and less work in progress are, fewer cards finished are not. Smaller changes come and go by themselves.",
      "With “Compare with the period before”, reports of throughput, time and service level show the earlier period as well, with the same filters. Throughput is laid over day for day, first day on first day; the service level asks in both for the same days.",
    ],
    example: "1 to 30 June is held against 2 to 31 May. A median of 9 days after 12: 3 days less, 25 % down.",
  },
  {
    id: "attention",
    name: "What needs attention",
    text: [
      "Pulled cords, limits that hold more cards than they allow, late cards, blocked cards, cards at risk and full limits, as they are now. A card on the board that is not finished is late once its due date is over in the board's zone, wherever it stands and whoever looks. By age, late and at risk are against the agreed service level of the board; where none is agreed, against what 85 % of the finished cards took in the chosen range, on the page of all boards in the last 90 days, once enough were. A card that is late twice counts once.",
      "Boards are put in order by it: first those with more pulled cords, then with more late cards, blocked cards and limits gone over together, then with more cards at risk and full limits together, then by name.",
    ],
    example:
      "Board A: 1 pulled cord. Board B: 2 late cards and 1 blocked. Board C: 2 late cards and 5 at risk. They stand in the order A, B, C: the cord comes first, then 3 before 2. A card due on 3 March is late from 4 March 0:00 in the zone of its board, and not any more once it is in done.",
  },
  {
    id: "team",
    name: "Boards of a team together",
    text: [
      "Where a team has several boards, the page of all boards counts their cards as one: throughput and cycle time of all cards finished in the last 30 days beside the 30 before, each card by the days of its own board. Percentiles are taken from the cards, never from the boards' percentiles. A board that is younger than the days before finished nothing then.",
      "The forecast draws from the last 90 days that are over. A drawn day is what all boards finished on it, so that boards which are quiet together stay so. Each weekday is drawn from the same weekday, or, where all boards have the same working days, those from working days and others from others. With fewer than 10 finished cards, or five days on which anything was finished, there is none.",
    ],
    example:
      "Board A finished two cards in 1 day each, board B six in 9 days each: the median of the team is 9 days, the fourth of eight, and not 5, the mean of the boards.",
  },
  {
    id: "cumulative-flow",
    name: "Cumulative flow",
    text: [
      "For every day, how many cards stood in each column at its end, stacked with done at the bottom. A band that grows wider is a column into which more comes than leaves. The height from the top of the work in progress down to done is WIP; the flatter the top of done, the less is finished.",
      "Bands show what was. Deleted cards leave their band on the day they were deleted; archived columns keep their past. Reached done counts every card that ever came that far, and never falls.",
      "Read between the ends of two days: throughput is how many cards reached done in between, and arrivals how many came to the commitment point. The approximate average cycle time is the width of the committed bands at the height that done has on the second day: how long ago as many cards had come as are done now. It is exact only where cards leave in the order in which they came.",
    ],
    example:
      "Two cards enter Review on Monday, one leaves on Tuesday: the band of Review is 2 high on Monday and 1 high from Tuesday on.",
  },
  {
    id: "queue-age",
    name: "Queue age",
    text: [
      "How long a card has been in its present column, since it entered it the last time. Time over all its visits to that column, its dwell, is shown beside it where it differs.",
      "It is not the card's age: a card may be young and stuck, or old and moving.",
    ],
    example:
      "In Review for 3 days, back in Doing for 2, in Review again since yesterday: a queue age of 1 day, a dwell of 4 days.",
  },
  {
    id: "work-item-age",
    name: "Work item age",
    text: [
      "For a card that is started and not finished: days since its start, both ends counted, as the board counts them. A card started today is 1 day old. Cards in the backlog have no age, since nobody has committed to them. For a day in the past the card's state of that day counts.",
    ],
    example: "Started on Monday, today is Thursday: 4 days old, whatever columns it went through.",
  },
  {
    id: "pace",
    name: "Pace",
    text: [
      "How old the cards finished in the range were when they left each column for the last time, as percentiles of days since their start. Each column stands on the cards that were in it, and their number is said beside it. A value below one further left is raised to it, in the last column before done, too, so that no line falls from left to right; no value is lowered, to the cycle times or to anything else.",
      "A card above the line of 85 % is slower at this place than all but 15 % of the finished cards were.",
    ],
    example:
      "Five cards left Doing at an age of 2, 3, 3, 4 and 9 days: the median pace of Doing is 3 days, the 85th percentile 9. Two of the five went through Review behind it and left it at 3 and 4 days: its median is 3, and its 85th percentile, measured as 4, is raised to the 9 of Doing.",
  },
  {
    id: "time-in-column",
    name: "Time in column",
    text: [
      "How long stays in each column lasted, elapsed. Every visit counts as one stay, so a card that came back counts twice. A stay that goes on lasts until now. A stay counts in the range in which it began. Done columns have visits but no length, since cards stay there.",
    ],
    example: "Stays of 4, 6 and 20 hours in Review: 30 hours together, 10 on average, the median 6.",
  },
  {
    id: "flow-efficiency",
    name: "Flow efficiency",
    text: [
      "For the cards finished in a range: time in active columns divided by their cycle time, over all cards together. Waiting in queues, being blocked, and time in done before a reopening are not active. The mean of the cards' own shares is another figure and is named so.",
      "Without a queue column waiting cannot be seen, and no figure is given.",
    ],
    example:
      "One card was worked on for 2 of its 4 days, another for 1 of its 16: 3 ÷ 20 is 15 %. The mean of 50 % and 6.25 % is 28 %.",
  },
  {
    id: "blocked-time",
    name: "Blocked time",
    text: [
      "From the moment a card is blocked, with a reason, to the moment it is not, or to the moment in which it is finished, archived or deleted, whichever comes first: what is over is held up by nothing. A card that is taken out of done, or restored, with its block still on it is held up anew from then on, and that is counted as another block. A card that is blocked while it is in done is not held up. Blocked cards stay in work in progress. Blocks are put together by category, with how many there were and how long they lasted within the range, the longest first.",
    ],
    example:
      "Environment: blocks of 5 and 7 hours. Missing information: one of 10. Environment stands first, with 2 blocks and 12 hours. A card blocked at 9:00, moved to Done at 11:00, back in Doing at 14:00 and unblocked at 15:00: 2 hours and 1 hour, none in between.",
  },
  {
    id: "service-level",
    name: "Service level",
    text: [
      "A service level expectation says “85 % of the cards in 9 days or less”. It is agreed where the team has said so in the settings of its board: then every report goes by it, whatever range and cards it is about, past days included. Where nothing is agreed it is proposed, from 10 finished cards on: the share is 85 %, and the days are that percentile of cycle time over the range. A report that is asked for another share proposes the days for it, and one that is asked for other days goes by those. Every report says which of these it is.",
      "What was kept is the share of the cards finished in the range that took so many days or less. Its own range always keeps a proposed level, so that is no merit; an agreed one can be missed.",
      "A card in progress is late once it is older than that. It is at risk when, of the finished cards that took at least as long as its present age, a smaller share than expected still made it in time; with fewer than 10 finished cards none is.",
    ],
    example:
      "Ten cards took 1 to 10 days: 85 % in 9 days is proposed. Had the team agreed on 85 % in 6 days, it would have been kept for 6 of the 10, 60 %. With 9 days, a card 8 days old: of those that took 8, 9 and 10 days two of three were in time, 67 %, so it is at risk. One 10 days old is late.",
  },
  {
    id: "forecast",
    name: "Forecast",
    text: [
      "The future is played 10,000 times. Each day of it takes the throughput of a past day drawn at random, days without a finish included. Where every day counts, a Monday is drawn from past Mondays, and so on for each weekday, as soon as the range has four weeks of days that are over; with fewer, any day is drawn from all of them, and the forecast says so. Where the board counts working days, a working day is drawn from past working days and another from the others, if the range has both. “When” asks on which day the last of so many cards is done, “how many” how many are done by a day.",
      "The answer at 85 % is what 85 % of the plays did at least as well as. With fewer than 10 finished cards, or fewer than 5 days on which anything was finished, no answer is given. Plays of more than 3,650 days end there and count as later than that; an answer among them is “later than ten years”.",
      "Up to a year ahead the answers are within a day of the exact ones. Further away chance has more room: the days between the answers at three standard errors of 10,000 plays less and more are given as ±, and plays with other numbers give an answer within them. That is the tolerance of the arithmetic alone; how much the future is like the past is another question. Beside it stands how often earlier forecasts, made again with what was known then, came true.",
    ],
    example:
      "Past days with 0, 0, 1 and 2 cards; two cards to do. Done on the first day: only when a 2 is drawn, 25 %. By the second day: 8 of the 16 possible pairs of days add up to 2 or more, 50 %. Four weeks with one card on each Monday and none on other days: asked on a Friday, the next card is done on the fourth day, Monday, in every play. At 85 % of 10,000 plays three standard errors are 3 × √(0.85 × 0.15 ÷ 10,000), 1.1 points: if 84 % are done in 735 days, 85 % in 741 and 86 % in 747, the answer is 741 days ± 6 or 7.",
  },
  {
    id: "process-behaviour",
    name: "Process behaviour",
    text: [
      "Whether a change is more than the usual coming and going. The middle line is the mean, the limits lie 2.66 mean moving ranges above and below it; a moving range is the distance from one value to the next. A lower limit under 0 is left out.",
      "A signal is a value outside the limits, two of three values far on one side, four of five fairly far, or eight in a row on one side of the mean. Between the limits there is nothing to explain. Long ranges take throughput by whole weeks, since by the day every weekend would look like a signal; days that are not over yet are left out. With fewer than 10 cards finished in the range, no value of throughput or cycle time is called a signal.",
    ],
    example:
      "Weeks with 4, 6, 5 and 7 cards: the mean is 5.5, the moving ranges 2, 1 and 2, on average 1.67. Limits: 5.5 ± 2.66 × 1.67, from 1.1 to 9.9. A week with 9 cards is no news.",
  },
  {
    id: "littles-law",
    name: "Little's law",
    text: [
      "Over a long enough time, average work in progress equals throughput times average cycle time. Fewer cards in progress, at the same throughput, means shorter cycle times. The law asks for conditions: about as much arrives as departs, and work in progress does not grow older.",
      "The ratio is throughput times average cycle time by average work in progress. Between 0.8 and 1.25 the figures agree; outside, the board was not steady in the range and averages over it say little. With fewer than 10 finished cards neither is said.",
    ],
    example:
      "20 cards in 10 days, on average 4 days each: 2 a day × 4 days is 8. With 10 cards in progress on average the ratio is 0.8.",
  },
  {
    id: "constraint",
    name: "Probable constraint",
    text: [
      "The queue and active columns by the time that cards spent in them within the range. First come those that held more cards at the end of every quarter of it than at the end of the one before: there work piles up. Without such a column, the one with the most time is named, and it is said that this is the weaker guess. Where the column is a queue, the next active one is named, since it takes too little out.",
      "It is a hint where to look first, and no proof; with fewer than 10 cards finished in the range none is named, and the times stand alone. On the page of all boards it is that of the last 90 days, as the reports show it when no range is chosen.",
    ],
    example:
      "Ready for review held 1 card when the range began and 3, 6, 7 and 9 at the ends of its quarters: 8 more came than went, in every quarter some, and Review behind it is the probable constraint.",
  },
  {
    id: "data-quality",
    name: "Data quality",
    text: [
      "How often cards moved to the left, passed over a column of work in progress in which they had never been, were taken out of done, or reached done without a start. None of it is an error by itself; a lot of it makes the other figures weaker.",
    ],
    example:
      "A card goes from Doing to Done without Review, comes back to Doing, and goes through Review to Done: 1 skipped column, 1 reopening, 1 move backward.",
  },
  {
    id: "wip-limit",
    name: "WIP limit",
    text: [
      "At most so many cards that match its scope: columns, a lane, a person, a class of service. A card is refused only by a limit that it newly comes under. Moving within a column, leaving it and editing are never refused.",
      "A limit may be lowered under the present count. Nothing is thrown out; the column takes nothing new until it has drained. Dashed lines in charts mark changes of limits.",
    ],
    example: "Review holds 4 cards and its limit is lowered to 3: the next card comes in once two have left.",
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
      "Without a target, the median elapsed cycle time of the window is taken. With fewer than 10 finished cards or less than 7 days nothing is suggested.",
    ],
    example:
      "0.9 cards a day leave Review, cards spend 22 % of their cycle time there, and 10 days are aimed at: 0.9 × 2.2 is 1.98, so 2 cards.",
  },
  {
    id: "overrides",
    name: "Overrides",
    text: [
      "A limit in the mode with a reason lets a card in over its maximum when a lead gives a reason. Each such entry is an override and is kept with who, when, why, and how many cards were there. An entry over a soft limit needs no word and is counted apart. A refusal is an attempt that a limit kept out.",
      "The rate is overrides divided by all entries under that limit in the range. An entry is kept when it happens, under the limits and settings of that moment: later changes of them change no count. Weeks begin on Monday in the board's time zone.",
    ],
    example: "40 cards came into Review, 2 of them over the limit with a reason: a rate of 5 %.",
  },
];
