import { SignedOutFrame } from "@/components/layout/signed-out-frame";

export default function NotFound() {
  return (
    <SignedOutFrame title="Not found" lead="There is nothing at this address, or it is not for you.">
      <a href="/" className="text-sm font-medium text-primary hover:underline">
        Go to your boards
      </a>
    </SignedOutFrame>
  );
}
