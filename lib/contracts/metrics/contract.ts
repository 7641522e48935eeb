import type { z } from "zod";
import type { MetricFrame } from "./frame";
import type { commonParameters } from "./parameters";

/** Something that must hold between several parameters; `path` names the one at fault where it does not. */
export type ParameterRule<Asked> = { holds(asked: Asked): boolean; path: string; message: string };

/** What one metric is called, what it may be asked beside what all of them understand, and what it answers. */
export type MetricContract<
  Name extends string = string,
  Parameters extends z.ZodRawShape = z.ZodRawShape,
  Answer extends z.ZodType<MetricFrame> = z.ZodType<MetricFrame>,
> = {
  /** As in its address. */
  name: Name;
  /** What it tells, in one line. */
  summary: string;
  parameters: Parameters;
  rules?: readonly ParameterRule<Asked<Parameters>>[];
  answer: Answer;
};

type Asked<Parameters extends z.ZodRawShape> = z.infer<z.ZodObject<typeof commonParameters & Parameters>>;

export type AnswerOf<C extends MetricContract> = z.infer<C["answer"]>;

/** What was asked of one metric: its own parameters, and those of all metrics. */
export type AskedOf<C extends MetricContract> = z.infer<
  z.ZodObject<typeof commonParameters & C["parameters"]>
>;

/** Asks for a metric over what a page is about; `own` parameters go before those of its address. */
export type Ask = <C extends MetricContract>(
  metric: C,
  own?: Partial<z.infer<z.ZodObject<C["parameters"]>>>,
) => Promise<AnswerOf<C>>;

const nameOfAnswer = (metric: string) =>
  `${metric.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Answer`;

/** The contract of a metric, with the types of exactly this one. Its answer is published under a name of its own. */
export function metricContract<
  const Name extends string,
  Parameters extends z.ZodRawShape,
  Answer extends z.ZodType<MetricFrame>,
>(contract: MetricContract<Name, Parameters, Answer>): MetricContract<Name, Parameters, Answer> {
  return { ...contract, answer: contract.answer.meta({ id: nameOfAnswer(contract.name) }) };
}
