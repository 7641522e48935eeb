import { z } from "zod";
import { type AnswerOf, metricContract } from "./contract";
import { cardFact, metricFrame } from "./frame";

/** `count`: how often. `cards`: to how many cards. `items`: those cards, up to 1,000 of the newest. */
const qualityFinding = z.object({
  count: z.number().int(),
  cards: z.number().int(),
  items: z.array(cardFact),
});

export const dataQualityMetric = metricContract({
  name: "data-quality",
  summary: "Moves that other figures can only guess at",
  parameters: {},
  answer: metricFrame.extend({
    backwardMoves: qualityFinding,
    skippedColumns: qualityFinding,
    reopened: qualityFinding,
    neverStarted: qualityFinding,
  }),
});
export type DataQualityAnswer = AnswerOf<typeof dataQualityMetric>;
