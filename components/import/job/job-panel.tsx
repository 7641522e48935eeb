"use client";

import { CircleCheck } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { PageLink } from "@/components/ui/page-link";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Spinner } from "@/components/ui/spinner";
import { Surface } from "@/components/ui/surface";
import { plural } from "@/lib/client/format/plural";
import type { ImportAnswer, ImportJobView, ImportState } from "@/lib/contracts/import";
import { SpokenProgress } from "../../ui/spoken-progress";
import { LossReport } from "../losses/loss-report";

type JobPanelProps = {
  job: ImportJobView | null;
  trouble: string | null;
  isUnknown: boolean;
  isCancelling: boolean;
  onCancel: () => void;
  /** Goes back to the file and its mapping, or to the beginning. */
  onLeave: () => void;
};

const stateWords: Partial<Record<ImportState, string>> = {
  waiting: "Waiting for its turn",
  reading: "Reading the file",
  writing: "Writing the board",
};

/** An import under way, or how it ended. */
export function JobPanel({ job, trouble, isUnknown, isCancelling, onCancel, onLeave }: JobPanelProps) {
  if (isUnknown) {
    return (
      <Callout tone="warning" title="This import is not known">
        <p>How imports ended is kept for a day, and told to nobody but who began them.</p>
        <Button size="sm" variant="outline" className="mt-2" onClick={onLeave}>
          Begin another
        </Button>
      </Callout>
    );
  }
  if (job?.answer) return <Imported answer={job.answer} name={job.options.boardName} onLeave={onLeave} />;
  if (job?.state === "failed" || job?.state === "cancelled")
    return <NotImported job={job} onLeave={onLeave} />;
  return <UnderWay job={job} trouble={trouble} isCancelling={isCancelling} onCancel={onCancel} />;
}

function UnderWay({
  job,
  trouble,
  isCancelling,
  onCancel,
}: Pick<JobPanelProps, "job" | "trouble" | "isCancelling" | "onCancel">) {
  const words = (job && stateWords[job.state]) ?? "Beginning the import";
  const isCounted = job?.state === "reading" || job?.state === "writing";
  const percent = job && isCounted ? Math.floor(job.progress * 100) : null;
  return (
    <Surface className="flex flex-col gap-3 px-5 py-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0">
          <Heading>
            Importing {job?.options.boardName ? <bdi>{job.options.boardName}</bdi> : "the board"}
          </Heading>
          <p className="flex items-center gap-2 text-sm text-muted-foreground tabular-nums">
            {!isCounted && <Spinner label={words} />}
            {isCancelling ? "Cancelling …" : percent === null ? words : `${words} · ${percent} %`}
          </p>
        </div>
        <Button size="sm" variant="outline" onClick={onCancel} disabled={isCancelling || !job}>
          Cancel the import
        </Button>
      </div>
      <ProgressBar
        label="Import"
        share={percent === null ? null : percent / 100}
        words={percent === null ? words : `${words}, ${percent} %`}
      />
      <SpokenProgress what={words} share={isCounted && job ? job.progress : 0} />
      {trouble ? (
        <Callout tone="warning">{trouble}</Callout>
      ) : (
        <p className="text-xs text-pretty text-muted-foreground">
          You may leave this page or close it: the import goes on, and this address tells how it ended.
        </p>
      )}
    </Surface>
  );
}

function Imported({
  answer,
  name,
  onLeave,
}: {
  answer: ImportAnswer;
  name: string | undefined;
  onLeave: () => void;
}) {
  return (
    <Surface className="flex flex-col gap-4 px-5 py-5">
      <div className="flex gap-3">
        <CircleCheck className="mt-0.5 size-5 shrink-0 text-success" aria-hidden />
        <div className="min-w-0">
          <Heading>{name ? <bdi>{name}</bdi> : "The board"} is imported</Heading>
          <p className="text-sm text-muted-foreground tabular-nums">
            {plural(answer.cards, "card")} with {plural(answer.transitions, "move")}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button asChild>
          <PageLink href={`/boards/${answer.boardId}`}>Open the board</PageLink>
        </Button>
        <Button variant="outline" onClick={onLeave}>
          Import another
        </Button>
      </div>
      <LossReport title="What did not come in" dropped={answer.dropped} name={name ?? "import"} />
    </Surface>
  );
}

function NotImported({ job, onLeave }: { job: ImportJobView; onLeave: () => void }) {
  const isCancelled = job.state === "cancelled";
  const named = job.problem?.errors ?? [];
  return (
    <Surface className="flex flex-col gap-3 px-5 py-4">
      <Heading>{isCancelled ? "Cancelled" : "The import did not work"}</Heading>
      <p className="text-sm font-medium">Nothing was imported.</p>
      {!isCancelled && (
        <Callout tone="danger">
          {named.length > 0
            ? named.map(({ path, message }) => <p key={path + message}>{message}</p>)
            : (job.problem?.detail ?? "That did not work. Try again.")}
        </Callout>
      )}
      <Button className="w-fit" variant="outline" onClick={onLeave}>
        {job.file ? "Back to the file" : "Choose a file"}
      </Button>
    </Surface>
  );
}

/** Takes the focus, since what had it is gone: who listens hears at once what has become of the import. */
function Heading({ children }: { children: React.ReactNode }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <h2 ref={ref} tabIndex={-1} className="text-base font-semibold [overflow-wrap:anywhere] outline-none">
      {children}
    </h2>
  );
}
