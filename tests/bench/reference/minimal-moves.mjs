// Moves by a minimal function, in a database of its own beside the product's: what PostgreSQL itself asks for a move.
import { readFileSync } from "node:fs";
import pg from "pg";

const database = "sluice_bench_reference";
/** As many connections as the product has by default. */
const connections = 16;

/** Makes boards of as many cards as the product's have. `moverOf` answers a function that moves one card to and fro. */
export async function openMinimalMoves(databaseUrl, { boards, cards }) {
  const maker = new pg.Client({ connectionString: databaseUrl });
  await maker.connect();
  await maker.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  await maker.query(`CREATE DATABASE ${database}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${database}`;
  const pool = new pg.Pool({ connectionString: url.href, max: connections });
  await pool.query(readFileSync(new URL("minimal-move.sql", import.meta.url), "utf8"));
  await pool.query("INSERT INTO board (id, max) SELECT n, 100000 FROM generate_series(1, $1::int) n", [
    boards,
  ]);
  await pool.query(
    "INSERT INTO card (id, board_id, column_id) SELECT n, 1 + n % $1::int, 0 FROM generate_series(1, $2::int) n",
    [boards, boards * cards],
  );
  await pool.query("VACUUM ANALYZE");
  return {
    moverOf: (cardId) => {
      let moves = 0;
      return () =>
        pool.query({
          name: "minimal-move",
          text: "SELECT minimal_move($1, $2)",
          values: [cardId, ++moves % 2],
        });
    },
    close: async () => {
      // A connection that is still closing is cut off with its database.
      pool.on("error", () => {});
      await pool.end();
      await maker.query(`DROP DATABASE ${database} WITH (FORCE)`);
      await maker.end();
    },
  };
}
