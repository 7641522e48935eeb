// Boards to measure on.

/** So many that no limit is ever reached: what is measured is how long it takes to look. */
const max = 100_000;
const maxCardsAtOnce = 1_000;

/**
 * Makes a board with three limits, which all count the cards that are moved: one of the column Doing, one of Ready and Doing
 * together, one for each person. Its cards are in Ready.
 */
export async function makeBoard(client, cardCount, name = "Bench") {
  const { board, columns } = await client.post("/boards", {
    name,
    columns: [
      { name: "Ready", kind: "queue" },
      { name: "Doing", kind: "active", limit: { max } },
      { name: "Done", kind: "done" },
    ],
  });
  const [ready, doing] = columns.map((column) => column.id);
  await client.post(`/boards/${board.id}/limits`, { max, columnIds: [ready, doing] });
  await client.post(`/boards/${board.id}/limits`, { max, perPerson: true });
  const cardIds = [];
  while (cardIds.length < cardCount) {
    const items = Array.from({ length: Math.min(maxCardsAtOnce, cardCount - cardIds.length) }, (_, n) => ({
      columnId: ready,
      title: `Card ${cardIds.length + n + 1}`,
      description: "What it is about, in a sentence of some length, as people write it.",
    }));
    const made = await client.post(`/boards/${board.id}/cards/import`, { items });
    cardIds.push(...made.items.map((card) => card.id));
  }
  return { id: board.id, columnIds: [ready, doing], cardIds };
}

/** Moves of one card from Ready to Doing and back: each call is the next one. */
export function moverOf(client, { columnIds }, cardId) {
  let moves = 0;
  return () => client.post(`/cards/${cardId}/move`, { columnId: columnIds[++moves % columnIds.length] });
}
