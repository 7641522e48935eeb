import "server-only";
import type { z } from "zod";
import type { Route } from "../api/define-route";
import type { MetricAnswer, MetricName } from "../metrics";
import { accountRoutes } from "./account";
import { andonRoutes } from "./andon";
import { boardRoutes } from "./boards";
import { cardRoutes } from "./cards";
import { columnRoutes } from "./columns";
import { descriptionRoute } from "./description";
import { eventRoutes } from "./events";
import { exitPolicyRoutes } from "./exit-policies";
import { importRoutes } from "./imports";
import { labelRoutes } from "./labels";
import { laneRoutes } from "./lanes";
import { limitRoutes } from "./limits";
import { logRoutes } from "./logs";
import { metricRoutes } from "./metrics";
import { peopleRoutes } from "./people";
import { teamRoutes } from "./teams";

const described = [
  ...accountRoutes,
  ...teamRoutes,
  ...peopleRoutes,
  ...boardRoutes,
  ...columnRoutes,
  ...laneRoutes,
  ...andonRoutes,
  ...exitPolicyRoutes,
  ...limitRoutes,
  ...labelRoutes,
  ...cardRoutes,
  ...logRoutes,
  ...eventRoutes,
  ...metricRoutes,
  ...importRoutes,
];

/** Every operation of the API, and the only list of them. */
export const routes = [...described, descriptionRoute(described)];

type DoorOf<R> = R extends { method: infer M extends string; path: infer P extends string }
  ? `${M} ${P}`
  : never;

/** The name of an operation, such as `post /cards/{id}/move`. */
export type Door = DoorOf<(typeof routes)[number]>;

/** What an operation answers with in JSON; never for one that answers otherwise. */
export type AnswerOf<D extends Door> = D extends `${string}/metrics/${infer Name extends MetricName}`
  ? MetricAnswer<Name>
  : z.output<SchemaOf<D, "answer">>;

/** What an operation takes of a request, as it is sent: its query and its body, where it reads them. */
export type RequestOf<D extends Door> = {
  [Part in "query" | "body" as [SchemaOf<D, Part>] extends [never] ? never : Part]: z.input<
    SchemaOf<D, Part>
  >;
};

type RouteOf<D, R = (typeof routes)[number]> = R extends unknown ? (D extends DoorOf<R> ? R : never) : never;
type SchemaOf<D, Part extends "query" | "body" | "answer"> =
  RouteOf<D> extends { [P in Part]?: infer Schema } ? Extract<Schema, z.ZodType> : never;

/** The name of an operation. */
export function doorOf({ method, path }: Route): Door {
  return `${method} ${path}` as Door;
}
