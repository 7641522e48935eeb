import type { Metadata } from "next";
import { NewBoard } from "@/components/home/new-board";
import { Page } from "@/components/layout/page";
import { can } from "@/lib/domain/permission";
import { getCurrentUser } from "@/lib/server/auth/current-user";

export const metadata: Metadata = { title: "New board" };

type NewBoardPageProps = { searchParams: Promise<{ team?: string }> };

export default async function NewBoardPage({ searchParams }: NewBoardPageProps) {
  const [user, { team }] = await Promise.all([getCurrentUser(), searchParams]);
  const teams = user.teams.filter(({ role }) => can(role, "board:create"));
  const chosen = teams.find(({ id }) => id === team) ?? teams[0] ?? null;
  return (
    <Page title="New board" lead="Everything can be changed later: columns, limits, the commitment point.">
      <NewBoard teams={teams} teamId={chosen?.id ?? null} />
    </Page>
  );
}
