import "server-only";
import { hasUsers } from "../../store/people/users";

/** Whether anybody exists yet who could sign in. */
export function isInstalled(): Promise<boolean> {
  return hasUsers();
}
