/** What a client tells its model about this server as a whole. */
export const INSTRUCTIONS = [
  "Answers questions about crowd-sourced software tests at TestIO from a local copy of the customer's data.",
  "Start with list_products to find a product id, then list_tests, then get_test_status.",
  "Answers come from the local database: `as_of` says how old they are and `coverage` what is missing; tell the user when it matters.",
  "null means unknown, not zero. The data is synced in the background; sync_data does it at once, health_check says what is wrong when something fails. Nothing is ever written to TestIO.",
].join("\n");
