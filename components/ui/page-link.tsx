"use client";

import Link from "next/link";
import { type ComponentProps, useState } from "react";

type PageLinkProps = Omit<ComponentProps<typeof Link>, "prefetch">;

/** A link to another page, which is fetched ahead as soon as somebody is about to follow it, and never before. */
export function PageLink({ onPointerEnter, onFocus, ...rest }: PageLinkProps) {
  const [isMeant, setIsMeant] = useState(false);
  return (
    <Link
      {...rest}
      prefetch={isMeant ? null : false}
      onPointerEnter={(event) => {
        setIsMeant(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setIsMeant(true);
        onFocus?.(event);
      }}
    />
  );
}
