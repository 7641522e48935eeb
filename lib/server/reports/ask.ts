import "server-only";
import type { AnswerOf, Ask, MetricContract } from "@/lib/contracts/metrics/contract";
import { findMetric, type MetricQuery } from "../metrics";
import { atEndOfRange, type MetricSource } from "../metrics/metric-source";

type Begun<C extends MetricContract = MetricContract> = {
  contract: C;
  own: string;
  answer: Promise<AnswerOf<C>>;
};

/** Does one piece of work after the other, in the order in which they were given. Who waits for it learns of a failure. */
function inTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };
}

/**
 * Answers the metrics of a page from one reading of the log: each when those that were asked before it are counted, and
 * once, however often it is asked. What tells of one moment is told of the end of the page's range.
 */
export function askFrom(source: MetricSource, query: MetricQuery): Ask {
  const next = inTurn();
  const begun: Begun[] = [];
  let sourceAtEnd: MetricSource | null = null;
  return <C extends MetricContract>(contract: C, own: object = {}) => {
    const key = JSON.stringify(own);
    const isSame = (one: Begun): one is Begun<C> => one.contract === contract && one.own === key;
    const known = begun.find(isSame);
    if (known) return known.answer;
    const metric = findMetric(contract);
    const answer = next(() => {
      if (metric.isOfOneMoment) sourceAtEnd ??= atEndOfRange(source);
      const from = (metric.isOfOneMoment && sourceAtEnd) || source;
      const asked = { ...query, ...own };
      return metric.measure(from, { ...asked, ...metric.askedByPage?.(from, asked) });
    });
    begun.push({ contract, own: key, answer });
    return answer;
  };
}
