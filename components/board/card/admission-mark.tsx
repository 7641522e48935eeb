import { Ban, Check, MessageSquareText } from "lucide-react";
import { type Admission, sayWhyNot } from "@/lib/client/admission/admission";

/** Beside the name of a column in a menu: whether it would take the card. */
export function AdmissionMark({ admission }: { admission: Admission | undefined }) {
  if (!admission || admission.verdict === "accepted") return <Check aria-hidden className="text-success" />;
  return admission.overridable ? (
    <MessageSquareText aria-hidden className="text-warning" />
  ) : (
    <Ban aria-hidden className="text-danger" />
  );
}

/** Under the name of a column in a menu: why it would not take the card. `which`: the card it is about. */
export function AdmissionWords({ admission, which }: { admission: Admission | undefined; which?: string }) {
  if (!admission || admission.verdict === "accepted") return null;
  const why = `${which ? `${which} does not fit. ` : ""}${sayWhyNot(admission)}`;
  return (
    <span className="text-xs text-muted-foreground">
      {admission.overridable ? `${why} Needs a reason.` : why}
    </span>
  );
}
