import type { BugWrite, TestWrite } from "@testio/store";

/** Somebody as TestIO names them: names are all it gives. */
interface PersonWrite {
  username: string;
  type: "tester" | "customer";
}

/** Who created and who submitted the tests: people of the customer. */
export function peopleOfTests(tests: readonly TestWrite[]): PersonWrite[] {
  return named(
    tests.flatMap(({ createdBy, submittedBy }) => [createdBy, submittedBy]),
    "customer",
  );
}

/** Who reported the bugs. */
export function peopleOfBugs(bugs: readonly BugWrite[]): PersonWrite[] {
  return named(
    bugs.map(({ reporter }) => reporter),
    "tester",
  );
}

/** Each name once and as it is spelled in the records, so that the two can be joined; blank ones name nobody. */
function named(names: readonly (string | null)[], type: PersonWrite["type"]): PersonWrite[] {
  const usernames = new Set(names.filter((name): name is string => name !== null && name.trim() !== ""));
  return [...usernames].map((username) => ({ username, type }));
}
