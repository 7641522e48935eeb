const words =
  /failed to load chunk|loading (css )?chunk|dynamically imported module|importing a module script failed|module factory is not available/i;

/** Whether an error says that a piece of the page's own program could not be had, as after an update that removed it. */
export function isMissingPiece(error: unknown): boolean {
  return error instanceof Error && (error.name === "ChunkLoadError" || words.test(error.message));
}
