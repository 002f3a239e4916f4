import { readFile } from "node:fs/promises";

/** What the kernel says of a process, from its state on (`man 5 proc_pid_stat`); null where the system does not offer it (anything but Linux). */
async function kernelFields(pid: number): Promise<string[] | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The command name, second and in parentheses, may hold spaces: count fields after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

/** Whether a process with this id runs on this machine. */
export async function isProcessAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  // A killed process keeps its id until its parent asks for the exit code, which in a container may be never.
  const state = (await kernelFields(pid))?.[0] ?? "";
  return !["Z", "X"].includes(state);
}

/**
 * Something that tells two processes apart which had the same id one after the other: the kernel's start time of the
 * process and the id of the boot. Null where the system does not offer it (anything but Linux).
 */
export async function processIncarnation(pid: number): Promise<string | null> {
  try {
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
    // Start time is the 22nd field of all.
    const startTime = (await kernelFields(pid))?.[19];
    return startTime === undefined ? null : `${boot.trim()}:${startTime}`;
  } catch {
    return null;
  }
}
