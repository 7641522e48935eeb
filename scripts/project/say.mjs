/** Writes progress to standard error: standard output belongs to the command. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}
