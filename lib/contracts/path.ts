import { z } from "zod";
import { id } from "./primitives";

/** Parameters of a path with one id. */
export const idParams = z.object({ id });
