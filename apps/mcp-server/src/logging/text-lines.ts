/** pino's numbers for levels, in words. */
const LEVELS: Readonly<Record<number, string>> = { 20: "DEBUG", 30: "INFO", 40: "WARN", 50: "ERROR" };

/** One of pino's JSON lines as a line for people: time, level, message, and what else there is as JSON. */
export function textLine(jsonLine: string): string {
  const { time, level, msg, ...rest }: Record<string, unknown> = JSON.parse(jsonLine);
  const parts = [String(time), LEVELS[Number(level)] ?? String(level), String(msg ?? "")];
  if (Object.keys(rest).length > 0) parts.push(JSON.stringify(rest));
  return `${parts.join(" ")}\n`;
}
