"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Surface, SurfaceHead } from "@/components/ui/surface";
import { callApi } from "@/lib/client/http/api";
import { laterShapeOf } from "@/lib/client/http/shape";
import { useRequest } from "@/lib/client/http/use-request";
import { useLeaveGuard } from "@/lib/client/leaving/use-leave-guard";

const meView = laterShapeOf(async () => (await import("@/lib/contracts/team")).meView);

/** The name that others see. */
export function NameForm({ name }: { name: string }) {
  const router = useRouter();
  const { isBusy, message, errors, send } = useRequest();
  const [isTyped, setTyped] = useState(false);
  useLeaveGuard(isTyped ? "Your new name is not saved." : null);
  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = { name: new FormData(event.currentTarget).get("name") };
    const changed = await send(() => callApi("/account", { method: "PATCH", body, answer: meView }));
    if (!changed) return;
    setTyped(false);
    toast.success("Your name is changed.");
    router.refresh();
  };
  return (
    <Surface>
      <SurfaceHead title="Name" description="How others on your teams see you." />
      <form onSubmit={handleSubmit} className="flex flex-col gap-3 px-5 pb-5 sm:max-w-md">
        {message && <Callout tone="danger">{message}</Callout>}
        <Field label="Your name" error={errors.name}>
          <Input
            name="name"
            required
            maxLength={80}
            defaultValue={name}
            autoComplete="name"
            onChange={(event) => setTyped(event.target.value !== name)}
          />
        </Field>
        <Button type="submit" className="w-fit" disabled={isBusy}>
          {isBusy ? "Saving …" : "Save"}
        </Button>
      </form>
    </Surface>
  );
}
