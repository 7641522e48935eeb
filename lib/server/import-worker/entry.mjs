// Where a worker thread begins. Plain JavaScript, since it is what teaches the thread to run the rest.
import { register } from "tsx/esm/api";

register();
const { work } = await import("./work.ts");

export default work;
