import type { Metadata } from "next";
import { BoardList } from "@/components/home/board-list";
import { Page } from "@/components/layout/page";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { listBoards } from "@/lib/server/usecases/boards/list-boards";

export const metadata: Metadata = { title: "Boards" };

export default async function BoardsPage() {
  const user = await getCurrentUser();
  const [boards, archived] = await Promise.all([
    listBoards(user.id),
    listBoards(user.id, { archived: true }),
  ]);
  return (
    <Page title="Boards">
      <BoardList boards={boards} archived={archived} teams={user.teams} />
    </Page>
  );
}
