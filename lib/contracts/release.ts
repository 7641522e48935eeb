/** Header of every answer: the release that the server runs. Another one than a page's own means that the page is outdated. */
export const releaseHeader = "X-Sluice-Release";

/** Name of the element in a page's head that says which release made it. */
export const releaseMeta = "sluice-release";
