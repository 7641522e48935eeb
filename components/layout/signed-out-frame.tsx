import { MessageFrame, type MessageFrameProps } from "./message-frame";
import { ServerNews } from "./server-news";

/** Frame of the pages that are for nobody in particular yet: sign in, first run, invitation. */
export function SignedOutFrame(props: Omit<MessageFrameProps, "foot">) {
  return <MessageFrame {...props} foot={<ServerNews />} />;
}
