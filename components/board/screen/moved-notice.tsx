"use client";

import { useEffect } from "react";
import { toast } from "sonner";
import { changeAddress } from "@/lib/client/page/page-address";
import { useBoard } from "../context/board-context";

/** The longest reference that a link can have: of a card by its id. */
const longest = 36;

/** Says, to who followed an old link, that its card has come here from another board. Draws nothing itself. */
export function MovedNotice() {
  const { announce } = useBoard();
  useEffect(() => {
    const query = new URLSearchParams(window.location.search);
    const [was, card] = [query.get("was"), query.get("card")];
    if (!was) return;
    changeAddress({ was: null });
    if (!card || was.length > longest || !/^[\w-]+$/.test(was)) return;
    const old = /-\d+$/.test(was) && was.length < longest ? was : "The card of this link";
    const words = `${old} was moved to this board, where it is ${card}`;
    announce(words);
    toast(words);
  }, [announce]);
  return null;
}
