declare module "fs-native-extensions" {
  /** Takes the kernel's lock on an open file; false when another open file has it. Ends with the last descriptor. */
  export function tryLock(fd: number): boolean;
}
