import { PageLink } from "@/components/ui/page-link";

type OlderLinkProps = {
  path: string;
  /** What the page shows now, from its address. */
  query: Record<string, string>;
  nextCursor: string | null;
  words: { first: string; next: string };
};

const look =
  "inline-flex h-9 items-center rounded-md border border-input px-3 font-medium outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring";

/** The way on through a list that comes in pages, and back to its beginning. */
export function OlderLink({ path, query: { cursor, ...rest }, nextCursor, words }: OlderLinkProps) {
  if (!cursor && !nextCursor) return null;
  const first = new URLSearchParams(rest);
  const next = new URLSearchParams({ ...rest, cursor: nextCursor ?? "" });
  return (
    <nav aria-label="Pages of the list" className="flex justify-between gap-3 px-5 py-4 text-sm">
      {cursor ? (
        <PageLink href={`${path}?${first}`} className={look}>
          {words.first}
        </PageLink>
      ) : (
        <span />
      )}
      {nextCursor && (
        <PageLink href={`${path}?${next}`} className={look}>
          {words.next}
        </PageLink>
      )}
    </nav>
  );
}
