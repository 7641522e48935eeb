"use client";

import { Gauge, Link2, Printer } from "lucide-react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { PageLink } from "@/components/ui/page-link";
import { copyText } from "@/lib/client/download/copy-text";
import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import { changeQuery } from "@/lib/client/page/report-address";

type PageActionsProps = { boardId: string; from: string; to: string };

/** What can be done with the reports page as a whole. */
export function PageActions({ boardId, from, to }: PageActionsProps) {
  const locale = useLocale();
  const copyLink = async () => {
    // The days are written out, so that the link shows the same ones tomorrow.
    const { origin, pathname, search, hash } = window.location;
    const isCopied = await copyText(origin + pathname + changeQuery(search, { from, to }) + hash);
    if (isCopied) toast.success("Link copied. It shows these days, cards and tables.");
    else toast.error("The link could not be copied. Take it from the address bar.");
  };
  return (
    <div className="flex flex-wrap gap-1" data-print="hide">
      <Button variant="outline" size="sm" onClick={() => void copyLink()}>
        <Link2 aria-hidden /> Copy link
      </Button>
      <Button variant="outline" size="sm" onClick={() => window.print()}>
        <Printer aria-hidden /> Print
      </Button>
      <Button asChild variant="outline" size="sm">
        <PageLink href={`/boards/${boardId}/limits?asOf=${to}`}>
          <Gauge aria-hidden /> Limits on {dayWords(to, locale)}
        </PageLink>
      </Button>
    </div>
  );
}
