import { styleText } from "node:util";
import type { Io } from "../io.js";

export type Style = Parameters<typeof styleText>[0];
/** Gives a text a style, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** Colours where results go to a terminal that has them, unless `NO_COLOR` is set (https://no-color.org). */
export function paintOf({ stdout, env }: Pick<Io, "stdout" | "env">): Paint {
  const isWanted = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
  return isWanted ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}
