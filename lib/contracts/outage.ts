/** By which a page that could not be made knows that it was for an outage; all that a browser is told of an error. */
export const outageDigest = "unavailable";
