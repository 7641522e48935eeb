import { toast } from "sonner";
import type { ExitReminder } from "@/lib/client/exit-reminders";

/** Says quietly what was to be thought of in the column that a card has left. Nothing is asked. */
export function remindOnLeaving({ columnName, policies }: ExitReminder): void {
  toast(`Left ${columnName}: was this thought of?`, {
    description: (
      <ul className="list-disc pl-4">
        {policies.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    ),
  });
}
