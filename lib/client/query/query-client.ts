import { notifyManager, QueryClient } from "@tanstack/react-query";

// An answer is on the screen before whoever awaited it goes on.
notifyManager.setScheduler(queueMicrotask);

/**
 * The cache of one page of the browser. It keeps an answer only as long as somebody looks at it, and asks again only when it
 * is told to: live updates and the people at the screen say when something is out of date, not the window's focus.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // `callApi` tries again by itself, and finds out by itself whether the server can be reached.
        retry: false,
        networkMode: "always",
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        gcTime: 0,
        structuralSharing: false,
      },
    },
  });
}
