import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BoardHeader } from "@/components/layout/board-header";
import { BoardSettings } from "@/components/settings/board-settings";
import { id } from "@/lib/contracts/primitives";
import { DomainError } from "@/lib/domain/errors";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { getBoard } from "@/lib/server/usecases/boards/get-board";

export const metadata: Metadata = { title: "Board settings" };

type SettingsPageProps = { params: Promise<{ boardId: string }> };

export default async function SettingsPage({ params }: SettingsPageProps) {
  const { boardId } = await params;
  if (!id.safeParse(boardId).success) notFound();
  const user = await getCurrentUser();
  const snapshot = await getBoard(user.id, boardId).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "not-found") notFound();
    throw error;
  });
  return (
    <main id="content" className="flex flex-col">
      <BoardHeader boardId={boardId} name={snapshot.board.name} current="settings" />
      <BoardSettings snapshot={snapshot} />
    </main>
  );
}
