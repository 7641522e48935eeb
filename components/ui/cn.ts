import { type ClassValue, clsx } from "clsx";
import { twMerge } from "tailwind-merge";
/** Class names joined; of two Tailwind classes for one property the later wins. */

export function cn(...inputs: ClassValue[]) {
  return twMerge(clsx(inputs));
}
