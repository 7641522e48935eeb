"use client";

import { useEffect, useState } from "react";
import { Callout } from "@/components/ui/callout";
import { detectFormat, dropImportFile } from "@/lib/client/import/import-api";
import { changeAddress } from "@/lib/client/page/page-address";
import { JobPanel } from "./job/job-panel";
import { useImportJob } from "./job/use-import-job";
import { sessionBehind } from "./session/import-session";
import { SessionForm } from "./session/session-form";
import { useImportSession } from "./session/use-import-session";
import { usePreview } from "./session/use-preview";
import { FileDrop } from "./upload/file-drop";
import { UploadProgress } from "./upload/upload-progress";
import { useUpload } from "./upload/use-upload";

type ImportScreenProps = {
  teams: { id: string; name: string }[];
  teamId: string;
  /** An import to be followed, as the address names it. */
  jobId: string | null;
};

/** A file, how it is to be read, what would come in, and then the import itself. */
export function ImportScreen({ teams, teamId, jobId: named }: ImportScreenProps) {
  const [jobId, setJobId] = useState(named);
  const { session, isRestored, begin, change, end } = useImportSession();
  const reading = usePreview(jobId === null ? session : null);
  const following = useImportJob(jobId);
  const { upload, isSending, send, cancel } = useUpload(teamId, (file, { name }) => {
    // Who has to send a file again, since it was not there any more, finds the rest as it was.
    if (session && reading.isGone) return change({ file });
    if (session) dropImportFile(session.file.id).catch(() => {});
    const timeZone = session?.timeZone ?? (Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC");
    begin({
      file,
      format: detectFormat(name),
      plan: null,
      name: null,
      timeZone,
      teamId,
      jobId: null,
      asked: null,
    });
  });

  const follow = (id: string | null) => {
    setJobId(id);
    changeAddress({ job: id });
  };
  const handleStarted = (id: string) => {
    change({ jobId: id, asked: null });
    follow(id);
  };
  const begun = session?.jobId ?? null;
  const { job } = following;
  // biome-ignore lint/correctness/useExhaustiveDependencies: who comes back finds the import that goes on
  useEffect(() => {
    if (begun !== null && jobId === null) follow(begun);
  }, [begun]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed has become a board
  useEffect(() => {
    if (job?.state === "done" && job.id === begun) end();
  }, [job?.state]);

  const handleLeaveJob = () => {
    const again = job && sessionBehind(job);
    if (again && session?.file.id !== again.file.id) begin(again);
    else change({ jobId: null });
    follow(null);
  };
  const handleDiscard = () => {
    if (session) dropImportFile(session.file.id).catch(() => {});
    end();
  };

  if (jobId !== null) {
    return <JobPanel {...following} onCancel={following.cancel} onLeave={handleLeaveJob} />;
  }
  return (
    <div className="flex flex-col gap-6">
      <FileDrop
        name={isSending && upload ? upload.file.name : (session?.file.name ?? null)}
        disabled={isSending}
        onFile={send}
      />
      {upload && <UploadProgress upload={upload} onAgain={() => send(upload.file)} onCancel={cancel} />}
      {reading.isGone && !upload && (
        <Callout tone="warning" title="Choose the file again">
          Files are kept for an hour. What you set up for this one is kept and comes back with it.
        </Callout>
      )}
      {session && !isSending && !reading.isGone && (
        <SessionForm
          session={session}
          reading={reading}
          teams={teams}
          isRestored={isRestored}
          onChange={change}
          onDiscard={handleDiscard}
          onStarted={handleStarted}
        />
      )}
    </div>
  );
}
