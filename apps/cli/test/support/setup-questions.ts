export const [ENTER, SPACE, DOWN, BACKSPACE] = ["\r", " ", "\u001b[B", "\u007f"];

/** What tells each question of `setup` from the others. */
export const QUESTIONS = {
  address: "Your address at TestIO",
  token: "API token",
  customer: "Customer id (a number",
  products: "Products to fetch",
  interval: "Seconds between background syncs",
  assistants: "Assistants to connect",
  sync: "Fetch your data",
  summary: "Is that right?",
} as const;
export type Question = keyof typeof QUESTIONS;

/** Takes back what was typed. */
export function erased(text: string): string {
  return BACKSPACE.repeat(text.length);
}

/** A conversation in which questions go by their names here. */
export function spelledOut(answers: readonly (readonly [string, ...string[]])[]): [string, ...string[]][] {
  return answers.map(([question, ...keys]) => [QUESTIONS[question as Question] ?? question, ...keys]);
}
