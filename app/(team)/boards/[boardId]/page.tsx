import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { BoardScreen } from "@/components/board/screen/board-screen";
import { BoardHeader } from "@/components/layout/board-header";
import { id } from "@/lib/contracts/primitives";
import { DomainError } from "@/lib/domain/errors";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { getBoard } from "@/lib/server/usecases/boards/get-board";
import { findMovedCard } from "@/lib/server/usecases/cards/find-moved-card";
import { getPresentInstant } from "@/lib/server/usecases/clock/get-present";

export const metadata: Metadata = { title: "Board" };

type BoardPageProps = {
  params: Promise<{ boardId: string }>;
  searchParams: Promise<{ card?: string | string[] }>;
};

export default async function BoardPage({ params, searchParams }: BoardPageProps) {
  const { boardId } = await params;
  const { card } = await searchParams;
  if (!id.safeParse(boardId).success) notFound();
  const user = await getCurrentUser();
  const moved = typeof card === "string" ? await findMovedCard(user.id, boardId, card) : null;
  if (moved)
    redirect(
      `/boards/${moved.boardId}?${new URLSearchParams({ card: moved.reference, was: card as string })}`,
    );
  const snapshot = await getBoard(user.id, boardId).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "not-found") notFound();
    throw error;
  });
  return (
    <main id="content" data-fills-window className="flex min-h-0 flex-1 flex-col print:block print:h-auto">
      <BoardHeader boardId={boardId} name={snapshot.board.name} current="board" />
      <BoardScreen key={boardId} snapshot={snapshot} userId={user.id} now={await getPresentInstant()} />
    </main>
  );
}
