import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";

export default function ReportsLoading() {
  return (
    <main id="content" className="mx-auto w-full max-w-screen-2xl px-4 py-5 sm:px-6">
      <p className="mb-5 flex items-center gap-2 text-sm text-muted-foreground">
        <Spinner label="Counting" /> Counting from the log …
      </p>
      <div className="grid gap-5 xl:grid-cols-2">
        {["cumulative-flow", "cycle-time", "throughput", "queue-age"].map((chart) => (
          <Skeleton key={chart} className="h-96 rounded-xl" />
        ))}
      </div>
    </main>
  );
}
