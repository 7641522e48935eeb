import type { Consent, ConsentRequest } from "@/lib/client/admission/consent";
import { OverrideDialog } from "./override-dialog";
import { PolicyDialog } from "./policy-dialog";

type ConsentDialogsProps = {
  request: ConsentRequest | null;
  boardKey: string;
  /** The consent, or null when the person would rather not. */
  answer: (consent: Consent | null) => void;
  onOpenCard: (cardId: string) => void;
};

/** Asks for what a refused change needs: a reason for going over limits, or a yes to what a column requires. */
export function ConsentDialogs({ request, boardKey, answer, onOpenCard }: ConsentDialogsProps) {
  return (
    <>
      <OverrideDialog
        request={request?.about === "limit" ? request : null}
        boardKey={boardKey}
        onAnswer={answer}
        onOpenCard={onOpenCard}
      />
      <PolicyDialog request={request?.about === "policy" ? request : null} onAnswer={answer} />
    </>
  );
}
