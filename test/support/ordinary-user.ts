/**
 * What to put before a command so that it meets file permissions as everybody does. Root, as which tests run in containers,
 * may read and write whatever the mode says, unless these privileges are taken away.
 */
export function asOrdinaryUser(): string[] {
  return process.getuid?.() === 0 ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [];
}
