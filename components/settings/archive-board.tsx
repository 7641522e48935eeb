"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { toRefusal } from "@/lib/client/admission/refusal";
import { toBoardModel } from "@/lib/client/board/model";
import { archiveBoard } from "@/lib/client/settings/settings-api";
import { useSettings } from "../../lib/client/settings/use-settings";

/** Puts the whole board away, after its name has been typed: it is too big a thing for one click. */
export function ArchiveBoard() {
  const { snapshot } = useSettings();
  const { id, name } = snapshot.board;
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const router = useRouter();
  const fieldId = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await archiveBoard(id);
      router.push("/");
    } catch (error) {
      setProblem(toRefusal(error, toBoardModel(snapshot)).detail);
    }
  };
  return (
    <form
      onSubmit={(event) => void submit(event)}
      className="flex flex-col items-start gap-3 rounded-lg border border-danger p-4"
    >
      <p className="text-sm">
        The board, its cards and its reports are out of everybody's way. Nothing is destroyed: a lead or owner
        can bring it back from the list of boards.
      </p>
      <Label htmlFor={fieldId}>{`Type “${name}” to confirm`}</Label>
      <Input
        id={fieldId}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="max-w-72"
      />
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      <Button type="submit" variant="destructive" disabled={typed !== name}>
        Archive this board
      </Button>
    </form>
  );
}
