import { KeyboardSensor, type KeyboardSensorProps, MouseSensor, TouchSensor } from "@dnd-kit/core";
import { findOpenLayer, layerOf } from "@/components/ui/open-layer";

/*
 * Sensors that also end a drag where those of dnd-kit hear nothing of its end: the window loses the focus, the button comes
 * up elsewhere, Tab or a click goes on to something else.
 */

const recall = "recall-carried";

/** Takes back whatever is in the hand, as when it is no longer there. */
export function recallCarried(): void {
  window.dispatchEvent(new Event(recall));
}

type Ended = { onEnd: () => void; onCancel: () => void };

/** The same props, and a signal that aborts once the drag is over. */
function untilOver<P extends Ended>(props: P): { props: P; over: AbortSignal } {
  const ended = new AbortController();
  const ending = (tell: () => void) => () => {
    ended.abort();
    tell();
  };
  return {
    props: { ...props, onEnd: ending(props.onEnd), onCancel: ending(props.onCancel) },
    over: ended.signal,
  };
}

/** Ends any drag: the window or the board takes the card back, or something else is opened over the board. */
function endWithWindow(putBack: () => void, signal: AbortSignal): void {
  window.addEventListener("blur", putBack, { signal });
  window.addEventListener("pagehide", putBack, { signal });
  window.addEventListener(recall, putBack, { signal });
  document.addEventListener(
    "focusin",
    ({ target }) => target instanceof Element && layerOf(target) !== null && putBack(),
    { signal },
  );
}

/** Ends a drag by pointer: another key is pressed than those that belong to it, or the system took the pointer. */
function endWithPointer(putBack: () => void, signal: AbortSignal): void {
  window.addEventListener("pointercancel", putBack, { signal });
  document.addEventListener("keydown", ({ key }) => key === "Tab" && putBack(), { signal });
}

/** By mouse, with the primary button alone. */
export class CardMouseSensor extends MouseSensor {
  constructor(props: ConstructorParameters<typeof MouseSensor>[0]) {
    const { props: own, over } = untilOver(props);
    super(own);
    const putBack = () => cancel(this);
    endWithWindow(putBack, over);
    endWithPointer(putBack, over);
    window.addEventListener("mousemove", ({ buttons }) => (buttons & 1) === 0 && putBack(), {
      capture: true,
      signal: over,
    });
    window.addEventListener("contextmenu", putBack, { capture: true, signal: over });
  }

  static override activators = MouseSensor.activators.map((activator) => ({
    ...activator,
    handler: (...[event, options]: Parameters<typeof activator.handler>) =>
      event.nativeEvent.button === 0 && !findOpenLayer() && activator.handler(event, options),
  }));
}

/** By touch. A long press also asks for a context menu, which is no reason to let go. */
export class CardTouchSensor extends TouchSensor {
  constructor(props: ConstructorParameters<typeof TouchSensor>[0]) {
    const { props: own, over } = untilOver(props);
    super(own);
    const putBack = () => cancel(this);
    endWithWindow(putBack, over);
    endWithPointer(putBack, over);
  }
}

/** By keys. What is done elsewhere, by keys or by pointer, puts the card back. */
export class CardKeyboardSensor extends KeyboardSensor {
  constructor(props: KeyboardSensorProps) {
    const { props: own, over } = untilOver(props);
    super(own);
    const putBack = () => cancel(this);
    endWithWindow(putBack, over);
    document.addEventListener("keydown", ({ key }) => key === "Tab" && putBack(), { signal: over });
    window.addEventListener("pointerdown", putBack, { capture: true, signal: over });
    document.addEventListener(
      "focusin",
      ({ target }) => {
        const held = `[data-card-id="${props.active}"]`;
        if (target instanceof Element && !target.matches(held)) putBack();
      },
      { signal: over },
    );
  }

  static override activators = KeyboardSensor.activators.map((activator) => ({
    ...activator,
    handler: (...args: Parameters<typeof activator.handler>) =>
      !findOpenLayer() && activator.handler(...args),
  }));
}

type Cancellable = { handleCancel: (event: Event) => void };

/** dnd-kit keeps its way to cancel to itself. */
function cancel(sensor: object): void {
  (sensor as Cancellable).handleCancel(new Event("cancel"));
}
