"use client";

import { FileUp, FlaskConical } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { DraftNote } from "@/components/ui/draft-note";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PageLink } from "@/components/ui/page-link";
import { Surface, SurfaceHead } from "@/components/ui/surface";
import { useDraft } from "@/lib/client/drafts/use-draft";
import { callApi, longWriteMs } from "@/lib/client/http/api";
import { shapeOf } from "@/lib/client/http/shape";
import { useRequest } from "@/lib/client/http/use-request";
import { type BoardTemplate, boardTemplates, createdDemoBoard } from "@/lib/contracts/board";
import { templates } from "@/lib/domain/templates";
import { TemplatePicture } from "./template-picture";

type NewBoardProps = { teams: { id: string; name: string }[]; teamId: string | null };

const templateWords: Record<BoardTemplate, { name: string; description: string }> = {
  kanban: {
    name: "Kanban",
    description: "The least that flows: what is ready, what is being done, what is done.",
  },
  scrumban: {
    name: "Scrumban",
    description: "A sprint's pool in front, one limit over all the work inside it.",
  },
  delivery: {
    name: "Delivery",
    description: "Development, review and deployment, with a queue before each, so that waiting is seen.",
  },
  support: {
    name: "Support desk",
    description: "Answering first, with an expedite class that has a limit of its own.",
  },
};

const createdBoard = shapeOf(createdDemoBoard);

/** Three ways to a first board: a template, the demo, an import. */
export function NewBoard({ teams, teamId }: NewBoardProps) {
  return (
    <div className="flex flex-col gap-6">
      <TemplateForm teams={teams} teamId={teamId} />
      <div className="grid gap-4 sm:grid-cols-2">
        <DemoChoice teamId={teamId} />
        <Surface className="flex flex-col">
          <SurfaceHead
            title="Import a board"
            description="A Trello board, or any event log as CSV, with its whole history. You see what will come in before it does."
          />
          <div className="mt-auto px-5 pb-5">
            <Button asChild variant="outline">
              <PageLink href={teamId ? `/boards/import?team=${teamId}` : "/boards/import"}>
                <FileUp aria-hidden /> Choose a file
              </PageLink>
            </Button>
          </div>
        </Surface>
      </div>
    </div>
  );
}

function DemoChoice({ teamId }: { teamId: string | null }) {
  const router = useRouter();
  const [state, setState] = useState<"idle" | "busy" | string>("idle");
  const handleCreate = async () => {
    setState("busy");
    try {
      const { id } = await callApi("/boards/demo", {
        withinMs: longWriteMs,
        method: "POST",
        body: teamId ? { teamId } : {},
        answer: createdBoard,
      });
      router.push(`/boards/${id}`);
    } catch (error) {
      setState(error instanceof Error ? error.message : "That did not work.");
    }
  };
  return (
    <Surface className="flex flex-col">
      <SurfaceHead
        title="Look at the demo board"
        description="A software team's year: several hundred cards, queues, rework, blocks, and a limit change that shortened cycle time."
      />
      <div className="mt-auto flex flex-col gap-3 px-5 pb-5">
        {state !== "idle" && state !== "busy" && <Callout tone="danger">{state}</Callout>}
        <Button variant="outline" className="w-fit" onClick={handleCreate} disabled={state === "busy"}>
          <FlaskConical aria-hidden />{" "}
          {state === "busy" ? "Making a year of history …" : "Make the demo board"}
        </Button>
      </div>
    </Surface>
  );
}

function TemplateForm({ teams, teamId }: NewBoardProps) {
  const router = useRouter();
  const [template, setTemplate] = useState<BoardTemplate>("kanban");
  const [timeZone, setTimeZone] = useState("UTC");
  const { isBusy, message, errors, send } = useRequest();
  const name = useDraft("new-board");
  useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC"), []);

  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const team = form.get("team")?.toString() || teamId;
    const body = { name: name.text, template, timeZone, ...(team && { teamId: team }) };
    const board = await send(() => callApi("/boards", { method: "POST", body, answer: createdBoard }));
    if (!board) return;
    name.end();
    router.push(`/boards/${board.id}`);
  };

  return (
    <Surface>
      <SurfaceHead
        title="From a template"
        description="Columns, kinds and first limits for a common way of working."
      />
      <form onSubmit={handleSubmit} className="flex flex-col gap-5 px-5 pb-5">
        {message && <Callout tone="danger">{message}</Callout>}
        <fieldset className="min-w-0">
          <legend className="sr-only">Template</legend>
          <div className="grid gap-3 sm:grid-cols-2">
            {boardTemplates.map((key) => (
              <label
                key={key}
                className={cn(
                  "flex min-w-0 cursor-pointer flex-col gap-3 rounded-lg border border-border p-3 has-focus-visible:ring-2 has-focus-visible:ring-ring",
                  template === key && "border-primary bg-primary/5",
                )}
              >
                <input
                  type="radio"
                  name="template"
                  value={key}
                  checked={template === key}
                  onChange={() => setTemplate(key)}
                  className="sr-only"
                />
                <TemplatePicture columns={templates[key].columns} />
                <span>
                  <span className="block text-sm font-medium">{templateWords[key].name}</span>
                  <span className="block text-xs text-pretty text-muted-foreground">
                    {templateWords[key].description}
                  </span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" error={errors.name}>
            <Input
              name="name"
              required
              maxLength={80}
              placeholder="Product development"
              autoComplete="off"
              value={name.text}
              onChange={(event) => name.change(event.target.value)}
            />
          </Field>
          <Field label="Time zone" hint="Days in reports are days in this zone." error={errors.timeZone}>
            <Input
              name="timeZone"
              required
              value={timeZone}
              list="time-zones"
              onChange={(event) => setTimeZone(event.target.value)}
            />
          </Field>
          {teams.length > 1 && (
            <Field label="Team" error={errors.teamId}>
              <select
                name="team"
                defaultValue={teamId ?? undefined}
                className="h-9 rounded-md border border-input bg-background px-3 text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring"
              >
                {teams.map((team) => (
                  <option key={team.id} value={team.id}>
                    <bdi>{team.name}</bdi>
                  </option>
                ))}
              </select>
            </Field>
          )}
        </div>
        {name.isRestored && <DraftNote onDiscard={name.discard} />}
        <datalist id="time-zones">
          {Intl.supportedValuesOf("timeZone").map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <Button type="submit" className="w-fit" disabled={isBusy}>
          {isBusy ? "Creating …" : "Create board"}
        </Button>
      </form>
    </Surface>
  );
}
