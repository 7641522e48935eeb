"use client";

import { useState } from "react";
import { Refused } from "./answer-error";
import { isOutdated } from "./release";

type RequestState = { isBusy: boolean; message: string | null; errors: Record<string, string> };

/**
 * Sends something and keeps what came of it: whether it is under way, what is wrong in words, and what is wrong with
 * which field. What was typed stays where it is.
 */
export function useRequest() {
  const [state, setState] = useState<RequestState>({ isBusy: false, message: null, errors: {} });

  const send = async <T>(work: () => Promise<T>): Promise<T | null> => {
    setState({ isBusy: true, message: null, errors: {} });
    try {
      const result = await work();
      setState({ isBusy: false, message: null, errors: {} });
      return result;
    } catch (error) {
      const named = error instanceof Refused ? (error.problem.errors ?? []) : [];
      setState({
        isBusy: false,
        errors: Object.fromEntries(named.map(({ path, message }) => [path, message])),
        message:
          // A field that only another release has is nowhere on this page.
          named.length > 0 && !isOutdated()
            ? null
            : error instanceof Error
              ? error.message
              : "That did not work. Try again.",
      });
      return null;
    }
  };
  return { ...state, send };
}
