import "server-only";
import { getPool } from "../db/client";

/** The bytes of an uploaded file, piece by piece as they came. Empty when there is no such file. */
export async function* readImportChunks(fileId: string): AsyncGenerator<Uint8Array> {
  for (let seq = -1; ; ) {
    const { rows } = await getPool().query<{ seq: number; bytes: Buffer }>(
      "SELECT seq, bytes FROM import_chunk WHERE file_id = $1 AND seq > $2 ORDER BY seq LIMIT 1",
      [fileId, seq],
    );
    const [row] = rows;
    if (!row) return;
    yield row.bytes;
    seq = row.seq;
  }
}
