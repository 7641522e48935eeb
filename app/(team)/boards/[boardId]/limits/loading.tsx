import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";

export default function LimitsLoading() {
  return (
    <main id="content" className="mx-auto flex w-full max-w-4xl flex-col gap-3 px-4 py-5 sm:px-6">
      <p className="mb-2 flex items-center gap-2 text-sm text-muted-foreground">
        <Spinner label="Counting" /> Counting how the limits were used …
      </p>
      {["first", "second", "third"].map((limit) => (
        <Skeleton key={limit} className="h-36 rounded-xl" />
      ))}
    </main>
  );
}
