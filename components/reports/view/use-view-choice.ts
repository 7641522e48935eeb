"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { useTyped } from "@/components/ui/use-typed";
import { changeAddress } from "@/lib/client/page/page-address";

/**
 * A choice of one report that its link carries, by its name in the address; null stands for the usual one. What an
 * address says is not checked here.
 */
export function useViewChoice(name: string): [string | null, (value: string | null) => void] {
  const send = useCallback((value: string | null) => changeAddress({ [name]: value }), [name]);
  const [value, choose] = useTyped(useSearchParams().get(name), send);
  return [value, choose];
}
