/** `ok`: nothing to do. `hint`: could be better. `wrong`: needs somebody. `unknown`: could not be looked at. */
export type CheckState = "ok" | "hint" | "wrong" | "unknown";

/** One line of `doctor`: what was looked at, how it is, and what to do about it. */
export interface Check {
  name: string;
  state: CheckState;
  message: string;
}

/** Makes the checks of one subject. */
export function checksOf(name: string): Record<CheckState, (message: string) => Check> {
  const check = (state: CheckState) => (message: string) => ({ name, state, message });
  return { ok: check("ok"), hint: check("hint"), wrong: check("wrong"), unknown: check("unknown") };
}
