"use client";

import { Download, Image as ImageIcon, Table2 } from "lucide-react";
import type { RefObject } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { downloadCsv } from "@/lib/client/download/download-csv";
import { downloadPicture } from "../drawing/chart-picture";
import { useReportView } from "../view/report-view";

type ReportActionsProps = {
  title: string;
  sentence: string;
  fileName: string;
  /** For the file; the first row is the header. */
  rows: (string | number | null)[][];
  block: RefObject<HTMLElement | null>;
  /** Whether there is a picture to take: neither empty nor shown as its table. */
  hasPicture: boolean;
  showsTable: boolean;
  onToggleTable: () => void;
};

/** What can be done with one report: its table, its rows as a file, its picture as a file. */
export function ReportActions(props: ReportActionsProps) {
  const { title, sentence, fileName, rows, block, hasPicture, showsTable, onToggleTable } = props;
  const { boardName, words } = useReportView();
  const savePicture = async (format: "svg" | "png") => {
    if (!block.current) return;
    const lines = [[boardName, words].filter(Boolean).join(" · "), sentence];
    const isSaved = await downloadPicture(block.current, { title, lines }, fileName, format).catch(
      () => false,
    );
    if (!isSaved) toast.error("The picture could not be made. The table and the CSV have the same figures.");
  };
  return (
    <div className="-mx-2 flex flex-wrap gap-x-0.5" data-print="hide">
      <Button variant="ghost" size="sm" className="px-2" aria-pressed={showsTable} onClick={onToggleTable}>
        <Table2 aria-hidden /> {showsTable ? "Picture" : "Table"}
      </Button>
      <Button
        variant="ghost"
        size="sm"
        className="px-2"
        onClick={() => downloadCsv(`${fileName}.csv`, rows)}
        aria-label={`Download the rows of ${title} as CSV`}
      >
        <Download aria-hidden /> CSV
      </Button>
      {(["svg", "png"] as const).map((format) => (
        <Button
          key={format}
          variant="ghost"
          size="sm"
          className="px-2"
          disabled={!hasPicture}
          onClick={() => void savePicture(format)}
          aria-label={`Download the picture of ${title} as ${format.toUpperCase()}`}
        >
          <ImageIcon aria-hidden /> {format.toUpperCase()}
        </Button>
      ))}
    </div>
  );
}
