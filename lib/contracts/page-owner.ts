/**
 * Header with the id of the person for whom a page was made. Two people may use one browser, and an open page of the
 * first must not speak for the second: a request whose session is another person's is refused as `other-person`.
 */
export const pageOwnerHeader = "X-Sluice-User";

/** Name of the element in a page's head that says for whom it was made. */
export const pageOwnerMeta = "sluice-user";
