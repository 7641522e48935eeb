"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DraftNote } from "@/components/ui/draft-note";
import { Spinner } from "@/components/ui/spinner";
import { Surface, SurfaceHead } from "@/components/ui/surface";
import { plural } from "@/lib/client/format/plural";
import { newKey } from "@/lib/client/http/api";
import { type ImportFault, importFaults, startImport } from "@/lib/client/import/import-api";
import { ImportSummary } from "../losses/import-summary";
import { emptyPlan } from "./import-plan";
import { type ImportSession, importOptionsOf, nameNow, planNow } from "./import-session";
import { HeaderFields, MappingEditor } from "./mapping-editor";
import { NewBoardFields } from "./new-board-fields";
import type { PreviewState } from "./use-preview";

type SessionFormProps = {
  session: ImportSession;
  reading: PreviewState;
  teams: { id: string; name: string }[];
  isRestored: boolean;
  onChange: (changes: Partial<ImportSession>) => void;
  onDiscard: () => void;
  /** An import was begun, by which it is followed. */
  onStarted: (jobId: string) => void;
};

/** How a file that was sent is to be read, what would come in, and the button that begins the import. */
export function SessionForm(props: SessionFormProps) {
  const { session, reading, teams, isRestored, onChange, onDiscard, onStarted } = props;
  const { preview, isReading } = reading;
  const [refused, setRefused] = useState<ImportFault[]>([]);
  const [isStarting, setIsStarting] = useState(false);
  const faults = [...reading.faults, ...refused];
  const general = faults.filter(({ place }) => place === "file");
  const name = preview ? nameNow(session, preview) : "";

  const handleChange = (changes: Partial<ImportSession>) => {
    setRefused([]);
    onChange(changes);
  };
  const ask = async (asked: NonNullable<ImportSession["asked"]>) => {
    setIsStarting(true);
    setRefused([]);
    onChange({ asked });
    try {
      const wanted = { format: session.format, fileId: session.file.id, options: asked.options };
      onStarted(await startImport(wanted, asked.key));
    } catch (error) {
      onChange({ asked: null });
      setRefused(importFaults(error));
      setIsStarting(false);
    }
  };
  const handleImport = () => preview && ask({ key: newKey(), options: importOptionsOf(session, preview) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: who left before the answer came asks again, once
  useEffect(() => {
    if (session.asked && !isStarting) void ask(session.asked);
  }, []);

  return (
    <>
      {isRestored && <DraftNote onDiscard={onDiscard} />}
      {general.length > 0 && (
        <Callout tone="danger" title="The file cannot be imported like this">
          {general.map(({ words }) => (
            <p key={words} className="[overflow-wrap:anywhere]">
              {words}
            </p>
          ))}
        </Callout>
      )}
      {!preview && isReading && (
        <p className="flex items-center gap-2 text-sm text-muted-foreground">
          <Spinner label="Reading the file" /> Reading the file …
        </p>
      )}
      {!preview && reading.headers.length > 0 && (
        <Surface className="px-5 py-4">
          <HeaderFields
            headers={reading.headers}
            plan={session.plan ?? emptyPlan}
            onChange={(plan) => handleChange({ plan })}
          />
        </Surface>
      )}
      {preview && (
        <>
          <Surface>
            <SurfaceHead
              title="How to read it"
              description={
                session.format === "trello" ? "A Trello board. Its lists become columns." : "An event log."
              }
            />
            <div className="px-5 pb-5">
              <MappingEditor
                preview={preview}
                plan={planNow(session, preview)}
                onChange={(plan) => handleChange({ plan })}
              />
            </div>
          </Surface>
          <ImportSummary preview={preview} name={name} isStale={isReading} />
          <Surface>
            <SurfaceHead title="The new board" />
            <div className="flex flex-col gap-4 px-5 pb-5">
              <NewBoardFields
                session={session}
                name={name}
                teams={teams}
                faults={faults}
                onChange={handleChange}
              />
              <Button
                className="w-fit"
                onClick={handleImport}
                disabled={isStarting || isReading || reading.faults.length > 0 || name.trim() === ""}
              >
                {isStarting ? "Beginning …" : `Import ${plural(preview.cards, "card")}`}
              </Button>
            </div>
          </Surface>
        </>
      )}
    </>
  );
}
