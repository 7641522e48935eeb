/** A data folder, or what it leads to, is not as it was left: the message names the file and says what to do. */
export class InstallationFault extends Error {
  override name = "InstallationFault";
}
