import type { IncomingMessage } from "node:http";
import { isOfApi } from "./api-base";
import { type FrontRefusal, frontRefusals, wrongMethod } from "./front-refusal";

const maxUrlLength = 8_192;
const maxHeaders = 100;
/** Of pages and files: what people fill in is sent to the API, whose addresses outlive a release. */
const readMethods = ["GET", "HEAD", "OPTIONS"];
/** Those with which the framework hands a request on; which of them an address of the API takes, its router knows. */
const apiMethods = [...readMethods, "POST", "PUT", "PATCH", "DELETE"];
/** The one among them that no address of the API takes. */
const takenNowhere = "PUT";

/** Path of a request's address, decoded nowhere. */
export function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? "";
}

/** Whether a path is one that a browser would send: decodable, and without a control character or a second way to say `/`. */
function isPlainPath(path: string): boolean {
  if (!path.startsWith("/") || path.startsWith("//") || path.includes("\\")) return false;
  try {
    return !/[\p{Control}\\]/u.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

/** The method under which the API's router gets a request: it refuses one of other protocols as one that no address takes. */
export function methodForApi(method: string): string {
  return apiMethods.includes(method) ? method : takenNowhere;
}

/** The methods that an address beside the API takes; null when there is none such. `findMethods` knows those for programs. */
export function methodsOf(
  path: string,
  findMethods: (path: string) => readonly string[] | null,
): readonly string[] | null {
  return isForPrograms(path) ? findMethods(path) : readMethods;
}

/** Why a request cannot be meant for this server, by its first line and its headers; null when it can. */
export function judgeRequest(
  request: IncomingMessage,
  findMethods: (path: string) => readonly string[] | null,
): FrontRefusal | null {
  const { url = "", method = "", rawHeaders } = request;
  if (url.length > maxUrlLength) return frontRefusals.longAddress;
  if (rawHeaders.length > 2 * maxHeaders) return frontRefusals.manyHeaders;
  const path = pathOf(url);
  if (!isPlainPath(path)) return frontRefusals.address;
  if (isOfApi(path)) return null;
  const methods = methodsOf(path, findMethods);
  if (!methods) return frontRefusals.notFound;
  if (methods.includes(method)) return null;
  return method === "POST" && !isForPrograms(path) ? frontRefusals.form : wrongMethod(methods);
}

function isForPrograms(path: string): boolean {
  return path === "/api" || path.startsWith("/api/");
}
