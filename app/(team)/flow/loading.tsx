import { Page } from "@/components/layout/page";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";

export default function AllBoardsLoading() {
  return (
    <Page title="Flow" width="wide">
      <p className="mb-5 flex items-center gap-2 text-sm text-muted-foreground">
        <Spinner label="Counting" /> Counting over your boards …
      </p>
      <div className="flex flex-col gap-4">
        {["first", "second", "third"].map((board) => (
          <Skeleton key={board} className="h-40 rounded-xl" />
        ))}
      </div>
    </Page>
  );
}
