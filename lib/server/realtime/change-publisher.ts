import "server-only";

/** A notice of PostgreSQL holds 8,000 bytes; a board and its version take 60 at most. */
const maxOfNotice = 100;

/**
 * Tells other processes which boards have new versions. While a statement is on its way, what comes meanwhile is joined for
 * the next, each board once. What could not be told is not told again: whoever follows a board asks for its version, too.
 */
export class ChangePublisher {
  private waiting = new Map<string, number>();
  private isSending = false;

  /** `send`: sends notices, in one statement. */
  constructor(private readonly send: (notices: readonly string[]) => Promise<unknown>) {}

  async publish(boardId: string, version: number): Promise<void> {
    this.waiting.set(boardId, Math.max(version, this.waiting.get(boardId) ?? 0));
    if (this.isSending) return;
    this.isSending = true;
    while (this.waiting.size > 0) {
      const changes = [...this.waiting].map((change) => change.join(" "));
      this.waiting = new Map();
      await this.send(inNotices(changes)).catch(() => {});
    }
    this.isSending = false;
  }
}

function inNotices(changes: readonly string[]): string[] {
  const count = Math.ceil(changes.length / maxOfNotice);
  return Array.from({ length: count }, (_, index) =>
    changes.slice(index * maxOfNotice, (index + 1) * maxOfNotice).join("\n"),
  );
}

/** The boards and versions that a text names, a line each, as announcements and notices write them. */
export function readChanges(text: string): { boardId: string; version: number }[] {
  return text.split("\n").flatMap((line) => {
    const [boardId, version] = line.split(" ");
    return boardId && version ? [{ boardId, version: Number(version) }] : [];
  });
}
