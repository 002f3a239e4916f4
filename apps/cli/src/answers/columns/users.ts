import type { ListedUser } from "@testio/insights";
import { type Column, column } from "../../output/column.js";

export const USER_COLUMNS: readonly Column<ListedUser>[] = [
  column("id", ({ id }) => id, { when: "always" }),
  column("username", ({ username }) => username, { when: "always", isLong: true }),
  column("user_type", (row) => row.user_type),
  column("last_activity", (row) => row.last_activity, { kind: "moment" }),
  column("first_seen", (row) => row.first_seen, { kind: "moment" }),
];
