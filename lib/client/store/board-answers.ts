// The contracts of what a board's screen is answered, in one piece, which is loaded where an answer has to be checked.
import { andonRecord, boardSummary } from "@/lib/contracts/board";
import { cardDetail, loggedTransition } from "@/lib/contracts/card";
import { pageOf } from "@/lib/contracts/primitives";

export { boardSnapshot, columnView, labelView, waitingView } from "@/lib/contracts/board";
export {
  cardDetail,
  cardView,
  moveCardAnswer,
  moveCardsAnswer,
  transferCardAnswer,
  undoAnswer,
} from "@/lib/contracts/card";

export const andonPage = pageOf(andonRecord);
export const transitionPage = pageOf(loggedTransition);
export const boardPage = pageOf(boardSummary);
export const cardPage = pageOf(
  cardDetail.partial({ description: true, createdById: true, updatedAt: true, boardId: true }),
);
