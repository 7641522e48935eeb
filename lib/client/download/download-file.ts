/** How long the content keeps its address: browsers fetch a download some time after the click. */
const keptForMs = 60_000;

/** Hands content to the reader as a file. */
export function downloadFile(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keptForMs);
}
