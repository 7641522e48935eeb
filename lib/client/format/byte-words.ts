const unit = 1024;

/** A number of bytes as people say it: `640 bytes`, `12 KB`, `1.5 MB`. */
export function sayBytes(bytes: number): string {
  if (bytes < unit) return `${bytes} bytes`;
  if (bytes < unit * unit) return `${Math.round(bytes / unit)} KB`;
  const megabytes = bytes / unit / unit;
  return `${megabytes < 10 ? (Math.round(megabytes * 10) / 10).toString() : Math.round(megabytes).toLocaleString("en")} MB`;
}
