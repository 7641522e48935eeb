import "server-only";
import type { z } from "zod";
import type { Route } from "../api/define-route";
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
export type AnswerOf<D extends Door> =
  Extract<(typeof routes)[number], RouteOf<D>> extends { answer?: infer Answer }
    ? Extract<Answer, z.ZodType> extends z.ZodType<infer Value>
      ? Value
      : never
    : never;
type RouteOf<D> = D extends `${infer M} ${infer P}` ? { method: M; path: P } : never;

/** The name of an operation. */
export function doorOf({ method, path }: Route): Door {
  return `${method} ${path}` as Door;
}
