import { toast } from "sonner";
import type { BoardModel } from "@/lib/client/board/model";
import { exitRemindersOf } from "@/lib/client/commands/exit-reminders";

/**
 * Says quietly what was to be thought of in the columns that cards have left. Nothing is asked. `before`: the board as
 * it was before they moved.
 */
export function remindOnLeaving(before: BoardModel, cardIds: readonly string[], toColumnId: string): void {
  const left = cardIds.map((cardId) => before.cards.get(cardId)?.columnId ?? null);
  for (const { columnName, policies } of exitRemindersOf(before.columns, left, toColumnId)) {
    toast(`Left ${columnName}. Remember:`, {
      description: (
        <ul className="list-disc pl-4">
          {policies.map(({ id, text }) => (
            <li dir="auto" key={id}>
              {text}
            </li>
          ))}
        </ul>
      ),
    });
  }
}
