// What browsers load of a build, compressed beside it once and as small as can be: no request waits for that.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";

const compressible = /\.(?:css|js|json|map|svg|txt)$/;
const ways = { br: promisify(zlib.brotliCompress), gz: promisify(zlib.gzip) };

/** Writes `file.br` and `file.gz` beside every file of a folder that becomes smaller by it. */
export async function compressStatic(folder) {
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((each) => compressible.test(each))) {
    const file = join(folder, name);
    const content = await readFile(file);
    await Promise.all(
      Object.entries(ways).map(async ([ending, compress]) => {
        const small = await compress(content);
        if (small.length < content.length) await writeFile(`${file}.${ending}`, small);
      }),
    );
  }
}
