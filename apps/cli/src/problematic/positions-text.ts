import { countOf, dayOf, listInWords, momentWithAge } from "../output/words.js";
import { isReadById, type PositionView } from "./read-positions.js";

/** Problem positions as people read them: one block each. */
export function positionsText(positions: readonly PositionView[], now: Date): string {
  if (positions.length === 0) return "No problem positions: every test that TestIO lists could be read.";
  const open = positions.filter((position) => !isReadById(position)).length;
  const heading =
    open === 0
      ? `${countOf(positions.length, "test")} TestIO cannot list; all of them were read by their ids.`
      : `${countOf(open, "test")} could not be read: TestIO answers an error for ${open === 1 ? "its place" : "their places"} in the list.`;
  return [heading, ...positions.map((position) => block(position, now)), advice(positions)].join("\n\n");
}

function block(position: PositionView, now: Date): string {
  const { eventId, productId, productTitle, before, after, mappedTests } = position;
  const facts: [string, string][] = [
    ["Product", productTitle === null ? `${productId}` : `${productId}, ${productTitle}`],
    ["Position", placeOf(position)],
    [
      "Between",
      `${neighbour(before, "the newest end of the list")} and ${neighbour(after, "the oldest end of the list")}`,
    ],
    ["Tried", `${countOf(position.attempts, "time")}, last by a sync in mode ${position.mode}`],
    ["First seen", momentWithAge(position.firstSeenAt, now)],
    ["Last seen", momentWithAge(position.lastSeenAt, now)],
    ["Mapped", mappedTests.length === 0 ? "no tests" : listInWords(mappedTests.map(mappedTest))],
  ];
  const width = Math.max(...facts.map(([label]) => label.length));
  return [`Event ${eventId}`, ...facts.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`)].join("\n");
}

/** In pages of more than one row, the position is the first of the page that could not be read. */
function placeOf({ position, pageSize }: PositionView): string {
  if (pageSize === 1) return `${position.toLocaleString("en-US")} of its test list`;
  const last = position + pageSize - 1;
  return `${position.toLocaleString("en-US")} to ${last.toLocaleString("en-US")} of its test list`;
}

function neighbour(test: PositionView["before"], end: string): string {
  if (test === null) return end;
  return `test ${test.id} (${test.endAt === null ? "no end" : `ends ${dayOf(test.endAt)}`})`;
}

function mappedTest({ id, stored }: PositionView["mappedTests"][number]): string {
  return `test ${id} (${stored ? "stored" : "not stored yet"})`;
}

function advice(positions: readonly PositionView[]): string {
  const [first] = positions.filter((position) => !isReadById(position));
  const { eventId, productId } = first ?? { eventId: 0, productId: 0 };
  if (first === undefined) return "Each sync tries the places again and forgets those that answer.";
  return [
    "Each sync tries them again and forgets those that answer. To get them sooner:",
    "  tell TestIO support the product, the position and its neighbours; when they name the test,",
    `  testio-mcp problematic map-tests ${eventId} <test id>`,
    `  testio-mcp problematic retry ${productId}`,
  ].join("\n");
}
