/** A press on a notice, such as on its “Undo”, is no press beside the dialog and leaves it open. */
export function keepForNotices(event: Event): void {
  if (event.target instanceof Element && event.target.closest("[data-sonner-toaster]"))
    event.preventDefault();
}
