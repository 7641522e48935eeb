import { toast } from "sonner";

/** What came of something, said for a while at the edge of the page. */
export const notices = {
  done: (words: string): void => void toast.success(words),
  refused: (title: string, detail: string): void => void toast.error(title, { description: detail }),
};
