import { Spinner } from "@/components/ui/spinner";

/** That an answer is on its way, or that it did not come; nothing otherwise. */
export function QuestionState({ state }: { state: "ready" | "busy" | "failed" }) {
  if (state === "busy") return <Spinner label="Counting" />;
  if (state === "failed")
    return (
      <p role="alert" className="text-sm font-medium text-danger">
        The figures could not be read. They still answer the question before; try again.
      </p>
    );
  return null;
}
