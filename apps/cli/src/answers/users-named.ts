import type { Store, UserType } from "@testio/store";
import { oneIdNamed } from "./named.js";

/** More than there are. */
const ALL = { limit: 1_000_000, offset: 0 };

/**
 * The id of somebody named by id or name; see {@link oneIdNamed}.
 *
 * @param type only testers, or only customers
 * @throws UsageError when nobody stored has the name, or several have.
 */
export function oneUserNamed(store: Store, text: string, type?: UserType): Promise<number> {
  return oneIdNamed([text], {
    noun: type ?? "user",
    listedBy: type === undefined ? "list users" : `list users --user-type ${type}`,
    fetchedBy: "sync --bugs",
    async stored() {
      const { rows } = await store.listUsers({ ...(type !== undefined && { type }), ...ALL });
      return rows.map(({ id, username, userType }) => ({
        id,
        name: username,
        ...(type === undefined && { of: userType }),
      }));
    },
  });
}
