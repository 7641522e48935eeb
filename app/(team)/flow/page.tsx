import type { Metadata } from "next";
import { AllBoardsScreen } from "@/components/all-boards/all-boards-screen";
import { Page } from "@/components/layout/page";
import { PageLink } from "@/components/ui/page-link";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { readStandings } from "@/lib/server/reports/read-standings";

export const metadata: Metadata = { title: "Flow" };

export default async function AllBoardsPage() {
  const user = await getCurrentUser();
  const { teams, asOf } = await readStandings(user.id);
  return (
    <Page
      title="Flow"
      width="wide"
      lead={
        <>
          Your boards, those that need attention most first. Figures of the last 30 days beside the 30 before.{" "}
          <PageLink href="/definitions#attention" className="font-medium text-primary hover:underline">
            How this is chosen
          </PageLink>
        </>
      }
    >
      <AllBoardsScreen teams={teams} asOf={asOf} />
    </Page>
  );
}
