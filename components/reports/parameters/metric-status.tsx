import { Spinner } from "@/components/ui/spinner";
import type { MetricState } from "@/lib/client/metrics/use-metric";

/** That an answer is on its way, or that it did not come; nothing otherwise. */
export function MetricStatus({ asked: { isBusy, hasFailed, again } }: { asked: MetricState }) {
  if (isBusy) return <Spinner label="Counting" />;
  if (!hasFailed) return null;
  return (
    <p role="alert" className="text-sm text-danger">
      The figures could not be read; the ones before stand here.{" "}
      <button
        type="button"
        onClick={again}
        className="rounded-sm font-medium underline outline-none focus-visible:ring-2 focus-visible:ring-ring"
      >
        Try again
      </button>
    </p>
  );
}
