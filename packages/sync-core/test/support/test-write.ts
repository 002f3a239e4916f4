import type { TestWrite } from "@testio/store";
import { toTestWrite } from "../../src/mapping/test.js";

/** A test as it will be stored, with nothing of interest but its id and its end. */
export function testWrite(id: number, endAt: Date | null = null): TestWrite {
  const title = `Test ${id}`;
  return { ...blank, id, title, endAt, data: JSON.stringify({ id, title }) };
}

const blank = toTestWrite(
  {
    id: 1,
    title: "",
    status: "running",
    reviewStatus: null,
    testingType: null,
    duration: null,
    startAt: null,
    endAt: null,
    goal: null,
    instructions: null,
    outOfScope: null,
    enableLow: null,
    enableHigh: null,
    enableCritical: null,
    createdBy: null,
    submittedBy: null,
    product: null,
    section: null,
    environment: null,
    features: [],
    requirements: [],
    raw: {},
  },
  7,
);
