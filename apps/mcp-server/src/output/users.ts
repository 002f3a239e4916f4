import { USER_TYPES } from "@testio/store";
import * as z from "zod";
import { moment } from "./shared.js";

/** What is known about a person everywhere. */
export const userShape = {
  id: z.int().describe("Of this database: TestIO gives people no ids"),
  username: z.string(),
  user_type: z.enum(USER_TYPES),
  first_seen: z.string().describe("When a sync first met the name"),
  last_activity: moment().describe(
    "Latest end of a test they created or submitted (customers), or reported bugs in (testers)",
  ),
};
