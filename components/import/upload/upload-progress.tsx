"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Surface } from "@/components/ui/surface";
import { sayBytes } from "@/lib/client/format/byte-words";
import { SpokenProgress } from "../../ui/spoken-progress";
import type { Upload } from "./use-upload";

type UploadProgressProps = { upload: Upload; onAgain: () => void; onCancel: () => void };

/** How much of a file has been sent; or why it was not, and another try. */
export function UploadProgress({ upload, onAgain, onCancel }: UploadProgressProps) {
  const { file, sent, fault } = upload;
  if (fault) {
    return (
      <Callout tone="danger" title="The file was not sent">
        <p>{fault}</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" variant="outline" onClick={onAgain}>
            Send it again
          </Button>
          <Button size="sm" variant="ghost" onClick={onCancel}>
            Leave it
          </Button>
        </div>
      </Callout>
    );
  }
  const share = file.size > 0 ? sent / file.size : 0;
  const words =
    share < 1 ? `${sayBytes(sent)} of ${sayBytes(file.size)} sent` : "Sent. The server keeps it …";
  return (
    <Surface className="flex flex-col gap-3 px-5 py-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm tabular-nums">{words}</p>
        <Button size="sm" variant="outline" onClick={onCancel}>
          Cancel sending
        </Button>
      </div>
      <ProgressBar label="Sending the file" share={share} words={words} />
      <SpokenProgress what="Sending the file" share={share} />
    </Surface>
  );
}
