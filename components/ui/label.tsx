import { Label as Primitive } from "radix-ui";
import type { ComponentProps } from "react";

export function Label(props: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root className="text-sm font-medium" {...props} />;
}
