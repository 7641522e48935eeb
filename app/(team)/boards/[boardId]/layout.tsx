import type { ReactNode } from "react";
import { BringBack } from "@/components/home/bring-back";
import { Page } from "@/components/layout/page";
import { id } from "@/lib/contracts/primitives";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { findArchivedBoard } from "@/lib/server/usecases/boards/find-archived-board";

type BoardLayoutProps = { params: Promise<{ boardId: string }>; children: ReactNode };

/** Every page of a board; in place of them all, while the board is archived, what can be done about it. */
export default async function BoardLayout({ params, children }: BoardLayoutProps) {
  const [{ boardId }, user] = await Promise.all([params, getCurrentUser()]);
  const archived = id.safeParse(boardId).success ? await findArchivedBoard(user.id, boardId) : null;
  if (!archived) return children;
  return (
    <Page
      title={archived.name}
      lead={
        archived.mayRestore
          ? "This board is archived. Brought back, it is as it was: its cards, limits and history."
          : "This board is archived. A lead or owner of its team can bring it back."
      }
    >
      {archived.mayRestore && <BringBack boardId={boardId} name={archived.name} to={`/boards/${boardId}`} />}
    </Page>
  );
}
