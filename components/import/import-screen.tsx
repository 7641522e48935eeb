"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import { Surface, SurfaceHead } from "@/components/ui/surface";
import { detectFormat, faultWords, importFile, previewImport } from "@/lib/client/import-api";
import { useLeaveGuard } from "@/lib/client/use-leave-guard";
import type { ImportFormat, ImportOptions, ImportPreview } from "@/lib/contracts/import";
import { cutText } from "@/lib/domain/text";
import { FileDrop } from "./file-drop";
import { type ImportPlan, mappingOf, planOf } from "./import-plan";
import { ImportSummary } from "./import-summary";
import { MappingEditor } from "./mapping-editor";

type ImportScreenProps = { teams: { id: string; name: string }[]; teamId: string | null };

type Chosen = { file: File; format: ImportFormat };

const previewDelayMs = 250;

/** A file, how it is to be read, what would come in, and then the import itself. */
export function ImportScreen({ teams, teamId }: ImportScreenProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [faults, setFaults] = useState<string[]>([]);
  const [isReading, setIsReading] = useState(false);
  const [isImporting, setIsImporting] = useState(false);
  const [name, setName] = useState("");
  const [team, setTeam] = useState(teamId);
  const [timeZone, setTimeZone] = useState("UTC");
  useLeaveGuard(
    chosen && !isImporting
      ? "The file is not imported yet. It has to be chosen and set up again later."
      : null,
  );
  useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC"), []);

  useEffect(() => {
    if (!chosen) return;
    const ended = new AbortController();
    const timer = setTimeout(async () => {
      setIsReading(true);
      try {
        const found = await previewImport(
          chosen.format,
          chosen.file,
          optionsOf(plan, "", timeZone, null),
          ended.signal,
        );
        setPreview(found);
        setFaults([]);
        setPlan((present) => (present && present.columns.length > 0 ? present : planOf(found)));
        setName((present) => present || nameOf(chosen, found));
      } catch (error) {
        if (!ended.signal.aborted) setFaults(faultWords(error));
      }
      if (!ended.signal.aborted) setIsReading(false);
    }, previewDelayMs);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [chosen, plan, timeZone]);

  const handleFile = (file: File) => {
    setChosen({ file, format: detectFormat(file.name) });
    setPlan(null);
    setPreview(null);
    setFaults([]);
    setName("");
  };
  const handleImport = async () => {
    if (!chosen) return;
    setIsImporting(true);
    try {
      const { boardId } = await importFile(chosen.format, chosen.file, optionsOf(plan, name, timeZone, team));
      router.push(`/boards/${boardId}`);
    } catch (error) {
      setFaults(faultWords(error));
      setIsImporting(false);
    }
  };

  return (
    <div className="flex flex-col gap-6">
      <FileDrop file={chosen?.file ?? null} onFile={handleFile} />
      {faults.length > 0 && (
        <Callout tone="danger" title="The file cannot be imported like this">
          {faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </Callout>
      )}
      {chosen && !preview && isReading && <Spinner label="Reading the file" />}
      {chosen && preview && plan && (
        <>
          <Surface>
            <SurfaceHead
              title="How to read it"
              description={
                chosen.format === "trello" ? "A Trello board. Its lists become columns." : "An event log."
              }
            />
            <div className="px-5 pb-5">
              <MappingEditor preview={preview} plan={plan} onChange={setPlan} />
            </div>
          </Surface>
          <ImportSummary preview={preview} isStale={isReading} />
          <Surface>
            <SurfaceHead title="The new board" />
            <div className="flex flex-col gap-4 px-5 pb-5">
              <div className="grid gap-4 sm:grid-cols-2">
                <Field label="Name">
                  <Input
                    value={name}
                    onChange={(event) => setName(event.target.value)}
                    required
                    maxLength={80}
                  />
                </Field>
                <Field label="Time zone" hint="Days in reports are days in this zone.">
                  <Input value={timeZone} onChange={(event) => setTimeZone(event.target.value)} />
                </Field>
                {teams.length > 1 && (
                  <Field label="Team">
                    <select
                      value={team ?? ""}
                      onChange={(event) => setTeam(event.target.value)}
                      className="h-9 rounded-md border border-input bg-background px-3 text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring"
                    >
                      {teams.map((one) => (
                        <option key={one.id} value={one.id}>
                          <bdi>{one.name}</bdi>
                        </option>
                      ))}
                    </select>
                  </Field>
                )}
              </div>
              <Button
                className="w-fit"
                onClick={handleImport}
                disabled={isImporting || isReading || faults.length > 0 || name.trim() === ""}
              >
                {isImporting ? "Importing …" : `Import ${preview.cards.toLocaleString("en")} cards`}
              </Button>
            </div>
          </Surface>
        </>
      )}
    </div>
  );
}

function nameOf({ file, format }: Chosen, preview: ImportPreview): string {
  return format === "trello"
    ? preview.boardName
    : cutText(file.name.replace(/\.(csv|tsv|txt)?(\.gz)?$/i, ""), 80);
}

function optionsOf(
  plan: ImportPlan | null,
  name: string,
  timeZone: string,
  teamId: string | null,
): ImportOptions {
  const named = {
    ...(plan?.case && { case: plan.case }),
    ...(plan?.activity && { activity: plan.activity }),
    ...(plan?.time && { time: plan.time }),
    deleted: [],
    ignored: [],
  };
  return {
    timeZone,
    ...(name.trim() && { boardName: name.trim() }),
    ...(teamId && { teamId }),
    ...(plan && { mapping: plan.columns.length > 0 ? mappingOf(plan) : named }),
  };
}
