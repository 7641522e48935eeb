// A board for a long history: six columns, of which four have a limit that may be exceeded with a reason.

const kinds = {
  Backlog: "backlog",
  Ready: "queue",
  Doing: "active",
  Review: "queue",
  Test: "active",
  Done: "done",
};
const limited = ["Ready", "Doing", "Review", "Test"];

/** Makes the board, empty. Answers its id and those of its columns, from left to right. */
export async function makeReportedBoard(client) {
  const { board, columns } = await client.post("/boards", {
    name: "Long history",
    timeZone: "Europe/Berlin",
    columns: Object.entries(kinds).map(([name, kind]) => ({
      name,
      kind,
      ...(limited.includes(name) && { limit: { max: 5_000, mode: "reason" } }),
    })),
  });
  return { id: board.id, columnIds: columns.map((column) => column.id) };
}

/** What a part of the cards of a long history have in common, by the names of the filters of a report. */
export async function traitsOf(client, boardId) {
  const label = await client.post(`/boards/${boardId}/labels`, { name: "Customer", colour: "blue" });
  const lane = await client.post(`/boards/${boardId}/lanes`, { name: "Product" });
  const me = await client.get("/me");
  return { label: label.id, lane: lane.id, assignee: me.id, classOfService: "fixed-date", type: "Bug" };
}
