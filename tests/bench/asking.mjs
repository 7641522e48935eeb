// Asks the product over HTTP as cheaply as Node can, so that who measures takes little of what is measured.
import { Agent, request } from "node:http";

/** How many requests are under way at once, at most. */
const maxConnections = 256;

/**
 * A client of the product. `ask` answers status, headers and bytes; `get` and `post` answer the JSON, and throw what is
 * refused. Its connections stay open until `close`.
 */
export function openClient({ address, token }) {
  const agent = new Agent({ keepAlive: true, maxSockets: maxConnections });
  const authorization = token ? { Authorization: `Bearer ${token}` } : {};
  const ask = (method, path, { body, headers } = {}) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const sent = request(
        `${address}${path}`,
        {
          agent,
          method,
          headers: {
            ...authorization,
            ...(text !== undefined && {
              "Content-Type": "application/json",
              "Content-Length": Buffer.byteLength(text),
            }),
            ...headers,
          },
        },
        (answer) => {
          const parts = [];
          answer.on("data", (part) => parts.push(part));
          answer.on("error", reject);
          answer.on("end", () =>
            resolve({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(parts) }),
          );
        },
      );
      sent.on("error", reject);
      sent.end(text);
    });
  const must = async (method, path, body) => {
    const { status, bytes } = await ask(method, `/api/v1${path}`, { body });
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${bytes}`);
    return JSON.parse(bytes.toString("utf8"));
  };
  return {
    ask,
    get: (path) => must("GET", path),
    post: (path, body) => must("POST", path, body),
    close: () => agent.destroy(),
  };
}
