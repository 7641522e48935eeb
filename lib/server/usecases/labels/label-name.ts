import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { comparable } from "@/lib/domain/text";
import { listLabels } from "../../store/board/labels";

/**
 * A label's name as it is kept: composed and single-spaced. Throws `already-exists` where another label of the board,
 * which must be locked, is called the same but for case, spaces and composition.
 */
export async function toLabelName(boardId: string, name: string, labelId: string | null): Promise<string> {
  const labels = await listLabels(boardId);
  const twin = labels.find((label) => label.id !== labelId && comparable(label.name) === comparable(name));
  if (twin) {
    throw new DomainError("already-exists", { labelId: twin.id }, `There is a label “${twin.name}” already.`);
  }
  return name.normalize("NFC").trim().replace(/\s+/gu, " ");
}
