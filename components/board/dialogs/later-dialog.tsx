"use client";

import dynamic from "next/dynamic";
import { type ComponentType, useEffect, useState } from "react";
import { useBoard } from "../context/board-context";
import { MissingDialog } from "./missing-dialog";

type Openable = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };
type Load<P> = () => Promise<ComponentType<P>>;

/** A piece of the board's program that comes later. `fetchAhead`: somebody is about to want it. */
type Later<P> = ComponentType<P> & { fetchAhead: () => void };

/** A dialog that is loaded when it is opened for the first time. One that cannot be had says so, and the board goes on. */
export function laterDialog<P extends Openable>(load: Load<P>): Later<P> {
  const Dialog = dynamic<P>(async () => {
    const Loaded = await load().catch(() => MissingOpenable);
    return (props: P) => {
      const isSettled = useIsSettled();
      return <Loaded {...props} isOpen={props.isOpen && isSettled} />;
    };
  });
  return Object.assign((props: P) => <OnceOpened Dialog={Dialog} props={props} />, {
    fetchAhead: () => ignore(load()),
  });
}

/** The same of the panel of a card, which stands open as long as it is there. */
export function laterPanel<P extends object>(load: Load<P>): Later<P> {
  const Panel = dynamic<P>(async () => {
    const Loaded = await load().catch(() => MissingPanel);
    return (props: P) => useIsSettled() && <Loaded {...props} />;
  });
  return Object.assign((props: P) => <Panel {...props} />, { fetchAhead: () => ignore(load()) });
}

/** Nothing until it is opened for the first time. */
function OnceOpened<P extends Openable>({ Dialog, props }: { Dialog: ComponentType<P>; props: P }) {
  const [isWanted, setIsWanted] = useState(props.isOpen);
  if (props.isOpen && !isWanted) setIsWanted(true);
  return isWanted ? <Dialog {...props} /> : null;
}

/** False in the task that something is loaded in: a menu that has just closed still gives the focus back, which a dialog then takes. */
function useIsSettled(): boolean {
  const [isSettled, setIsSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSettled(true));
    return () => clearTimeout(timer);
  }, []);
  return isSettled;
}

function MissingOpenable({ isOpen, onOpenChange }: Openable) {
  return isOpen ? <MissingDialog onClose={() => onOpenChange(false)} /> : null;
}

function MissingPanel() {
  return <MissingDialog onClose={useBoard().closeCard} />;
}

function ignore(loading: Promise<unknown>): void {
  loading.catch(() => undefined);
}
