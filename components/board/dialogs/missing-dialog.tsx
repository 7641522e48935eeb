"use client";

import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { reloadPage } from "@/lib/client/leaving/leave-guard";

/** Stands in for a dialog whose program could not be had: the board behind it goes on. */
export function MissingDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>This could not be loaded</DialogTitle>
          <DialogDescription>
            Sluice may have been updated since this page was opened, or be away for a moment. Reload the page
            to go on; what you typed is kept.
          </DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Close
          </Button>
          <Button onClick={reloadPage}>Reload</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
