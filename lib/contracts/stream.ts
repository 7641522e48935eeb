/** So many boards fit into one stream. */
export const maxBoardsPerStream = 50;

/**
 * Header of a stream: in which history versions are counted. Another one than before means that the database was restored,
 * and that whatever is known of a board has to be read again.
 */
export const historyHeader = "X-Sluice-History";
