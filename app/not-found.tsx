import { MessageFrame } from "@/components/layout/message-frame";

export default function NotFound() {
  return (
    <MessageFrame title="Not found" lead="There is nothing at this address, or it is not for you.">
      <a href="/" className="text-sm font-medium text-primary hover:underline">
        Go to your boards
      </a>
    </MessageFrame>
  );
}
