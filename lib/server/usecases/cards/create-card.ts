import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { CardView, CreateCardRequest } from "@/lib/contracts/card";
import { insertCard } from "../../store/board/cards";

/** Puts a new card at the end of a column, under its limits. */
export async function createCard(
  userId: string,
  boardId: string,
  request: CreateCardRequest,
): Promise<CardView> {
  const { card } = await insertCard(userId, boardId, uuidv7(), request);
  return card;
}
