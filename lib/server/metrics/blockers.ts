import "server-only";
import { blockersMetric } from "@/lib/contracts/metrics/blockers";
import { clusterBlockers } from "@/lib/flow/metrics/blockers";
import { readBlocks } from "../store/figures/block-history";
import { keepWanted } from "../store/figures/card-filter";
import { readFacts } from "./card-facts";
import { defineMetric } from "./define-metric";
import { frameOf } from "./frame";
import { openCardsAlone } from "./lookback";

/** How many blocks of a category are named, the longest; their number and time are exact all the same. */
const maxBlocks = 500;

/** The blocks of the range by category, each with its card, its reason and how long it lasted. */
export const blockers = defineMetric(blockersMetric, {
  lookback: openCardsAlone,
  isOfOneMoment: true,
  measure: async (source) => {
    const { calendar, range, asOf, boardId } = source;
    const all = await readBlocks(boardId, calendar.startOf(range.from), asOf);
    const clusters = clusterBlockers(calendar, await keepWanted(source, all), range, asOf);
    const cards = new Set(clusters.flatMap(({ blocks }) => blocks.map(({ cardId }) => cardId))).size;
    const named = clusters.map((cluster) => ({ ...cluster, blocks: cluster.blocks.slice(0, maxBlocks) }));
    const factOf = await readFacts(named.flatMap(({ blocks }) => blocks.map(({ cardId }) => cardId)));
    const iso = (at: number) => new Date(at).toISOString();
    return {
      ...frameOf(source, cards, []),
      asOf: iso(asOf),
      categories: named.map((cluster) => ({
        ...cluster,
        blocks: cluster.blocks.map(({ cardId, reason, from, to, elapsedMs }) => ({
          ...factOf(cardId),
          reason,
          from: iso(from),
          to: to === null || to > asOf ? null : iso(to),
          elapsedMs,
        })),
      })),
    };
  },
});
