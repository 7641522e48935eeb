// The least that a server in Node does for a request: it reads the body and answers. Prints its port.
import { createServer } from "node:http";

const answer = JSON.stringify({ ok: true });
const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    response.setHeader("Content-Type", "application/json");
    response.end(answer);
  });
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
