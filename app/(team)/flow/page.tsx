import type { Metadata } from "next";
import Link from "next/link";
import { AllBoardsScreen } from "@/components/all-boards/all-boards-screen";
import { Page } from "@/components/layout/page";
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
          <Link href="/definitions#attention" className="font-medium text-primary hover:underline">
            How this is chosen
          </Link>
        </>
      }
    >
      <AllBoardsScreen teams={teams} asOf={asOf} />
    </Page>
  );
}
