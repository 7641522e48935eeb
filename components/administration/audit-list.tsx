"use client";

import { ScrollText } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { PageLink } from "@/components/ui/page-link";
import { auditSentence } from "@/lib/client/administration/audit-words";
import { useLocale } from "@/lib/client/format/use-locale";
import { useTimeZone } from "@/lib/client/format/use-time-zone";
import type { AuditEntry } from "@/lib/contracts/audit";
import { securityFailures } from "@/lib/domain/security-event";

/** What happened, newest first, each as a sentence. */
export function AuditList({ entries }: { entries: AuditEntry[] }) {
  const times = new Intl.DateTimeFormat(useLocale(), {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: useTimeZone(),
  });
  if (entries.length === 0) {
    return (
      <EmptyState icon={ScrollText} title="Nothing found" className="mx-5 mb-5 py-8">
        Nothing like that has happened, as far as it is kept: a year and a month for what people did, 30 days
        for failures.
      </EmptyState>
    );
  }
  return (
    <ol className="divide-y divide-border px-5 pb-3">
      {entries.map((entry) => (
        <li key={entry.id} className="flex flex-col gap-0.5 py-2.5 sm:flex-row sm:gap-4">
          <time
            dateTime={entry.at}
            className="shrink-0 text-xs text-muted-foreground tabular-nums sm:w-44 sm:pt-0.5"
          >
            {times.format(new Date(entry.at))}
          </time>
          <p className="min-w-0 text-sm wrap-anywhere">
            {isFailure(entry) && <span className="font-medium text-danger">Failure: </span>}
            <Sentence entry={entry} />
          </p>
        </li>
      ))}
    </ol>
  );
}

function Sentence({ entry }: { entry: AuditEntry }) {
  return auditSentence(entry).map((part, index) =>
    typeof part === "string" ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change places
      <bdi key={index} className="font-medium">
        {part.word}
      </bdi>
    ),
  );
}

function isFailure({ event }: AuditEntry): boolean {
  return (securityFailures as readonly string[]).includes(event);
}

/** That only one person's events are shown, and the way out of it. */
export function OnlyPerson({ name, href }: { name: string; href: string }) {
  return (
    <p className="px-5 pb-3 text-sm">
      Only what <bdi className="font-medium">{name}</bdi> did, or what was done to them.{" "}
      <PageLink href={href} className="font-medium underline underline-offset-4">
        Show everybody
      </PageLink>
    </p>
  );
}
