import { styleText } from "node:util";
import type { Io } from "../io.js";

export type Style = Parameters<typeof styleText>[0];
/** Gives a text a style, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/**
 * Colours where results go to a terminal that has them, unless `NO_COLOR` is set (https://no-color.org). `FORCE_COLOR` asks for
 * them anywhere; with 0 or false, nowhere.
 */
export function paintOf({ stdout, env }: Pick<Io, "stdout" | "env">): Paint {
  const { FORCE_COLOR: forced, NO_COLOR: refused, TERM: terminal } = env;
  const suits = stdout.isTTY === true && !refused && terminal !== "dumb";
  const isWanted = forced ? !/^(?:0|false)$/i.test(forced) : suits;
  return isWanted ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}
