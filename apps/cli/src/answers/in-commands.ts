const COMMANDS: Readonly<Record<string, string>> = {
  sync_data: "sync",
  get_problematic_tests: "problematic list",
  list_products: "list products",
  list_tests: "list tests",
  list_bugs: "list bugs",
  list_features: "list features",
  list_users: "list users",
  get_product_summary: "show product",
  get_test_status: "show test",
  get_bug_summary: "show bug",
  get_feature_summary: "show feature",
  get_user_summary: "show user",
  query_metrics: "metrics",
  get_analytics_capabilities: "metrics --help",
  health_check: "doctor",
};

/** Fields of queries that are nothing else as well, such as dimensions. */
const FIELDS: Readonly<Record<string, string>> = {
  start_date: "--start-date",
  end_date: "--end-date",
  test_ids: "--test-ids",
  product_ids: "--product",
  product_id: "--product",
  section_id: "--section-id",
  user_type: "--user-type",
  per_page: "--limit",
  tests_limit: "--tests-limit",
};

/** A sentence of the libraries, which call things by the names of tools and their fields, for somebody at a command line. */
export function inCommands(sentence: string): string {
  return sentence
    .replace(/\bfilters\.(\w+)/g, "--filter $1")
    .replace(/\b[a-z]+(?:_[a-z]+)+\b/g, (name) => commandOf(name) ?? FIELDS[name] ?? name);
}

function commandOf(tool: string): string | null {
  const command = COMMANDS[tool];
  return command === undefined ? null : `testio-mcp ${command}`;
}
