const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program uses it; stop that one, or choose another port with --port",
  EACCES: "this user may not use it; choose a port above 1023 with --port",
  EADDRNOTAVAIL: "this machine has no such address; choose another with --host",
  ENOTFOUND: "there is no such host; choose another with --host",
};

/** HTTP could not be served on the address that was asked for. Its message is for people. */
export class ListenError extends Error {
  override readonly name = "ListenError";

  /** @param code Node's error code, such as `EADDRINUSE`. */
  constructor(host: string, port: number, code: string) {
    super(`HTTP cannot be served on ${host}, port ${port}: ${REASONS[code] ?? `the system says ${code}`}.`);
  }
}
