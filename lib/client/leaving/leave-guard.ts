import { isOutdated } from "../http/release";

/** Somebody is about to leave the page while something on it would be lost. `leave` is given the way to another page. */
export type Leaving = {
  reasons: readonly string[];
  leave: (follow: (href: string) => void) => void;
  stay: () => void;
};

type Reason = () => string | null;
/** As far as it is used here; not every browser has it. */
type Navigation = EventTarget & { currentEntry: { index: number } | null };
type EntryChange = Event & { from: { index: number }; navigationType: string | null };

const guards = new Set<Reason>();
const listeners = new Set<() => void>();
let leaving: Leaving | null = null;
/** Where the page is, before a step in the history leads elsewhere. */
let pathname = "";
let lastStep = -1;
/** Steps that this module takes itself, which ask nothing. */
let ownSteps = 0;

/**
 * Asks before the page is left, once, as long as `reason` says in a sentence what would be lost; null lets go. Hears
 * links, steps through the history, and the closing or loading of the tab. Returns the end of the guard.
 */
export function guardLeaving(reason: Reason): () => void {
  if (guards.size === 0) pathname = window.location.pathname;
  guards.add(reason);
  tellListeners();
  return () => guards.delete(reason);
}

/** Whether somebody may be asked before the page is left. */
export function isGuarded(): boolean {
  return guards.size > 0;
}

/** What stands open until somebody says whether to leave, for the screen; null when nobody is leaving. */
export function leavingNow(): Leaving | null {
  return leaving;
}

/** Loads the page anew, once those who would lose something by it have said so. */
export function reloadPage(): void {
  leaveBy(() => window.location.reload());
}

/** Leaves the page by other means than a link, once those who would lose something by it have said so. */
function leaveBy(go: () => void): void {
  const reasons = reasonsToStay();
  const leave = () => {
    // Answered: the browser need not ask again.
    guards.clear();
    go();
  };
  if (reasons.length === 0) leave();
  else ask(reasons, leave);
}

/** Calls the listener when a guard is set, when somebody is about to leave, and when they have said whether to, until the returned function is called. */
export function followLeaving(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function reasonsToStay(): string[] {
  return [...new Set([...guards].flatMap((reason) => reason() ?? []))];
}

function ask(reasons: readonly string[], go: (follow: (href: string) => void) => void): void {
  setLeaving({
    reasons,
    stay: () => setLeaving(null),
    leave: (follow) => {
      setLeaving(null);
      go(follow);
    },
  });
}

function setLeaving(next: Leaving | null): void {
  leaving = next;
  tellListeners();
}

function tellListeners(): void {
  for (const listener of listeners) listener();
}

function listen(): void {
  pathname = window.location.pathname;
  window.addEventListener("beforeunload", (event) => {
    if (reasonsToStay().length > 0) event.preventDefault();
  });
  window.addEventListener("click", handleClick, true);
  window.addEventListener("popstate", handleStep, true);
  navigation()?.addEventListener("currententrychange", (event) => {
    const { from, navigationType } = event as EntryChange;
    const to = navigation()?.currentEntry?.index;
    if (navigationType === "push") pathname = window.location.pathname;
    else if (navigationType === "traverse" && to !== undefined) lastStep = to - from.index;
  });
}

function navigation(): Navigation | undefined {
  return (window as unknown as { navigation?: Navigation }).navigation;
}

function handleClick(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || event.button !== 0 || isForAnotherTab(event, link)) return;
  const target = new URL(link.href, window.location.href);
  if (target.origin !== window.location.origin || target.pathname === window.location.pathname) return;
  const reasons = reasonsToStay();
  if (reasons.length === 0) {
    // The pieces of an outdated page are gone: the browser follows the link by itself, into the other release.
    if (isOutdated()) event.stopImmediatePropagation();
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (isOutdated()) leaveBy(() => window.location.assign(target.href));
  else ask(reasons, (follow) => follow(target.pathname + target.search + target.hash));
}

function isForAnotherTab(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const isElsewhere = link.target !== "" && link.target !== "_self";
  return isElsewhere || link.hasAttribute("download") || event.metaKey || event.ctrlKey || event.shiftKey;
}

function handleStep(event: PopStateEvent): void {
  if (ownSteps > 0) {
    ownSteps -= 1;
    // Coming back to where that is asked is no news for the router; going on after it is.
    if (window.location.pathname === pathname) event.stopImmediatePropagation();
    else pathname = window.location.pathname;
    return;
  }
  const reasons = window.location.pathname === pathname ? [] : reasonsToStay();
  if (reasons.length === 0) {
    pathname = window.location.pathname;
    return;
  }
  event.stopImmediatePropagation();
  const step = lastStep === 0 ? -1 : lastStep;
  takeStep(-step);
  ask(reasons, () => takeStep(step));
}

function takeStep(step: number): void {
  ownSteps += 1;
  window.history.go(step);
}

// At once, since the router hears a step in the history only after those who listened before it. It does not hear of
// one at all while that stands open.
if (typeof window !== "undefined") listen();
