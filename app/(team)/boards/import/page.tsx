import type { Metadata } from "next";
import { ImportScreen } from "@/components/import/import-screen";
import { Page } from "@/components/layout/page";
import { can } from "@/lib/domain/policy";
import { getCurrentUser } from "@/lib/server/auth/current-user";

export const metadata: Metadata = { title: "Import a board" };

type ImportPageProps = { searchParams: Promise<{ team?: string }> };

export default async function ImportPage({ searchParams }: ImportPageProps) {
  const [user, { team }] = await Promise.all([getCurrentUser(), searchParams]);
  const teams = user.teams.filter(({ role }) => can(role, "board:create"));
  const chosen = teams.find(({ id }) => id === team) ?? teams[0] ?? null;
  return (
    <Page
      title="Import a board"
      lead="With its whole history: times are kept, and limits are not held against the past."
    >
      <ImportScreen teams={teams} teamId={chosen?.id ?? null} />
    </Page>
  );
}
