import "server-only";
import { createApi } from "../api/router";
import { routes } from ".";

/** The whole API as one function of a request. */
export const answerApi = createApi(routes);
