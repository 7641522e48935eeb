/** Links within the page of all boards. */
export const linkLook =
  "rounded-sm outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring";
