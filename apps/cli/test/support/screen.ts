const ESCAPE = "\u001b";
const CLEAR_LINE = `${ESCAPE}[2K`;
const CLEAR_RIGHT = `${ESCAPE}[0K`;
const TO_LEFT = `${ESCAPE}[1G`;
const SAVE = `${ESCAPE}7`;
const RESTORE = `${ESCAPE}8`;
const CONTROL = new RegExp(`${ESCAPE}\\[2K|${ESCAPE}\\[0K|${ESCAPE}\\[1G|${ESCAPE}[78]|\\r|\\n`);

/** Every text that was written in one place, between two control sequences. */
export function drawnTexts(written: string): string[] {
  return written.split(CONTROL);
}

/**
 * What a terminal shows in the end after this was written to it; fails on any control sequence but those that draw over
 * one line.
 */
export function screenOf(written: string): string {
  const lines: string[] = [];
  let line = "";
  let column = 0;
  let saved = 0;
  let rest = written;
  while (rest !== "") {
    const at = rest.search(CONTROL);
    const text = at === -1 ? rest : rest.slice(0, at);
    if (text.includes(ESCAPE)) throw new Error(`An unexpected control sequence: ${JSON.stringify(text)}`);
    line = line.slice(0, column) + text + line.slice(column + text.length);
    column += text.length;
    const control = at === -1 ? "" : (CONTROL.exec(rest)?.[0] ?? "");
    rest = rest.slice(text.length + control.length);
    if (control === CLEAR_LINE) line = "";
    if (control === CLEAR_RIGHT) line = line.slice(0, column);
    if (control === SAVE) saved = column;
    if (control === RESTORE) column = saved;
    if (control === TO_LEFT || control === "\r") column = 0;
    if (control === "\n") {
      lines.push(line);
      line = "";
      column = 0;
    }
  }
  return [...lines, line].join("\n");
}
