"use client";

import type { ReactNode } from "react";
import { notices } from "@/components/ui/notices";
import { PageLink } from "@/components/ui/page-link";
import type { BoardSnapshot } from "@/lib/contracts/board";
import { SettingsProvider, useSettingsState } from "../../lib/client/settings/use-settings";
import { ArchiveBoard } from "./archive-board";
import { ColumnsEditor } from "./columns/columns-editor";
import { ExportLinks } from "./export-links";
import { GeneralForm } from "./general/general-form";
import { LabelsEditor } from "./labels/labels-editor";
import { LanesEditor } from "./lanes/lanes-editor";

/** Everything that leads decide about a board. Everybody else may read it. */
export function BoardSettings({ snapshot }: { snapshot: BoardSnapshot }) {
  const settings = useSettingsState(snapshot, notices);
  return (
    <SettingsProvider value={settings}>
      <div className="mx-auto flex w-full max-w-4xl flex-col gap-10 px-4 py-6 sm:px-6">
        {!settings.canConfigure && (
          <p className="rounded-md border border-border bg-muted p-3 text-sm">
            You can read these settings. Owners and leads of the team can change them.
          </p>
        )}
        <Section title="Board">
          <GeneralForm />
        </Section>
        <Section
          title="Columns"
          hint="From left to right, as work flows. A column's kind decides what it means in the reports."
        >
          <ColumnsEditor />
          <p className="text-sm text-muted-foreground">
            Limits over several columns, lanes, people and classes, how all of them were used, and their
            history are on{" "}
            <PageLink
              href={`/boards/${snapshot.board.id}/limits`}
              className="text-primary underline underline-offset-4"
            >
              the page of limits
            </PageLink>
            .
          </p>
        </Section>
        <Section
          title="Lanes"
          hint="Rows across the columns, from the top. A lane's limit is over all its work in progress."
        >
          <LanesEditor />
        </Section>
        <Section title="Labels" hint="Words to put on cards, and to choose cards by.">
          <LabelsEditor />
        </Section>
        <Section title="Take the data away" hint="As it is now, for a spreadsheet or another board.">
          <ExportLinks boardId={snapshot.board.id} />
        </Section>
        {settings.canConfigure && (
          <Section title="Archive this board">
            <ArchiveBoard />
          </Section>
        )}
      </div>
    </SettingsProvider>
  );
}

function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-4">
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        {hint && <p className="text-sm text-muted-foreground">{hint}</p>}
      </div>
      {children}
    </section>
  );
}
