import { readFile } from "node:fs/promises";

/** Whether a process with this id exists on this machine. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Something that tells two processes apart which had the same id one after the other: the kernel's start time of the
 * process and the id of the boot. Null where the system does not offer it (anything but Linux).
 */
export async function processIncarnation(pid: number): Promise<string | null> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile("/proc/sys/kernel/random/boot_id", "utf8"),
    ]);
    // The command name, second and in parentheses, may hold spaces: count fields after it. Start time is the 22nd of all.
    const startTime = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return startTime === undefined ? null : `${boot.trim()}:${startTime}`;
  } catch {
    return null;
  }
}
