import "./globals.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/components/layout/providers";
import { releaseMeta } from "@/lib/contracts/release";

export const metadata: Metadata = { title: { default: "Sluice", template: "%s · Sluice" } };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" suppressHydrationWarning>
      <body>
        <meta name={releaseMeta} content={process.env.SLUICE_RELEASE ?? ""} />
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
