import { FileX2 } from "lucide-react";
import type { Metadata } from "next";
import { ImportScreen } from "@/components/import/import-screen";
import { Page } from "@/components/layout/page";
import { EmptyState } from "@/components/ui/empty-state";
import { id } from "@/lib/contracts/primitives";
import { can } from "@/lib/domain/permission";
import { getCurrentUser } from "@/lib/server/auth/current-user";

export const metadata: Metadata = { title: "Import a board" };

type ImportPageProps = { searchParams: Promise<{ team?: string; job?: string }> };

export default async function ImportPage({ searchParams }: ImportPageProps) {
  const [user, { team, job }] = await Promise.all([getCurrentUser(), searchParams]);
  const teams = user.teams.filter(({ role }) => can(role, "board:create"));
  const chosen = teams.find((one) => one.id === team) ?? teams[0] ?? null;
  return (
    <Page
      title="Import a board"
      lead="With its whole history: times are kept, and limits are not held against the past."
    >
      {chosen ? (
        <ImportScreen teams={teams} teamId={chosen.id} jobId={id.safeParse(job).data ?? null} />
      ) : (
        <EmptyState icon={FileX2} title="No team to import into">
          Boards are made by leads and owners of a team, and you are neither in any. Ask an owner of your
          team.
        </EmptyState>
      )}
    </Page>
  );
}
