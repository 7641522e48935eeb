import { createHash } from "node:crypto";

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { display: grid; place-content: center; min-height: 100vh; margin: 0; padding: 1rem; box-sizing: border-box; }
main { max-width: 28rem; }
h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
p { margin: 0 0 .5rem; }
`;

// A reload while nobody answers would end in the browser's own page of errors, which does not come back by itself.
const script = `
const step = document.getElementById("step");
setInterval(async () => {
  const answer = await fetch("/api/health/ready", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
  const said = answer && (await answer.json().catch(() => null));
  if (said?.what) step.textContent = said.what + (said.seconds < 3 ? "" : " (for " + said.seconds + " s)");
}, 2000);
`;

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** What the page may load and run: its own style and script, and the question whether the server is ready. */
export const holdingPolicy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A page for who comes while nothing else is there: says what is going on, and opens what was wanted by itself. */
export function holdingPage({ title, detail }: { title: string; detail: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<noscript><meta http-equiv="refresh" content="5"></noscript>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p id="step">${escapeHtml(detail)}</p>
<p>This page opens by itself when it is ready.</p>
</main>
<script>${script}</script>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
