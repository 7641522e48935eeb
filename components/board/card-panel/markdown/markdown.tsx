"use client";

import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";

// A card's own headings stand below the panel's.
const components: Components = {
  h1: ({ children }) => <h4 dir="auto">{children}</h4>,
  h2: ({ children }) => <h4 dir="auto">{children}</h4>,
  h3: ({ children }) => <h5 dir="auto">{children}</h5>,
  a: ({ children, href }) => (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
};

const plugins = [remarkGfm];

type Node = { type: string; properties?: Record<string, unknown>; children?: Node[] };

/** Every paragraph, heading and entry runs in the direction of its own script. */
function chooseDirections() {
  const choose = (node: Node) => {
    if (node.type === "element") node.properties = { ...node.properties, dir: "auto" };
    for (const child of node.children ?? [])
      if (node.type === "root" || node.type === "element") choose(child);
  };
  return choose;
}

const rehypePlugins = [chooseDirections];

export function Markdown({ text }: { text: string }) {
  return (
    <ReactMarkdown remarkPlugins={plugins} rehypePlugins={rehypePlugins} components={components}>
      {text}
    </ReactMarkdown>
  );
}
