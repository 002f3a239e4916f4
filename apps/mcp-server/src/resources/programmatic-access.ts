/** How a program gets what a model gets over MCP. */
export const PROGRAMMATIC_ACCESS = `# Programmatic access

For anything beyond a conversation (a script that runs every week, a spreadsheet, a dashboard) use REST: the same questions, answers and numbers as the MCP tools, from the same local database.

## Start
\`testio-mcp serve --transport http --port 8080\` serves MCP at \`/mcp\` and REST at \`/api/*\` on this machine. With TESTIO_HTTP_TOKEN set, send \`Authorization: Bearer TOKEN\`. \`GET /health\` needs none.

## Read the schema before you write code
\`GET /openapi.json\` describes every endpoint, parameter and answer; its operationId is the name of the MCP tool. \`/docs\` shows it to people. Do not guess field names: fetch the schema, or one real answer.

\`\`\`sh
curl -s localhost:8080/openapi.json | jq '.paths | keys'
curl -s 'localhost:8080/api/products?per_page=5' | jq '.products[0]'
\`\`\`

## Endpoints
| Path | Answers |
| --- | --- |
| GET /api/products, /api/products/{product_id}/summary | products |
| GET /api/products/{product_id}/tests, /api/tests, /api/tests/{test_id}/summary | tests |
| GET /api/products/{product_id}/features, /api/products/{product_id}/user_stories, /api/features/{feature_id}/summary | features |
| GET /api/bugs, /api/bugs/{bug_id}/summary | bugs |
| GET /api/users, /api/users/{user_id}/summary | testers and customers |
| GET /api/quality-report, /api/thresholds | the quality report, and what it judges by |
| POST /api/analytics/query, GET /api/analytics/capabilities | metrics |
| GET /api/search | search |
| POST /api/sync, GET /api/sync/history, /api/sync/problematic | syncs |
| GET /api/diagnostics, /api/database | the server and its database |

## Rules
- Lists have \`pagination\`: ask for page 1, 2, … with per_page up to 200 until has_more is false. Unlike over MCP, nothing is cut because an answer is long.
- Lists in a query are written \`a,b\`: \`/api/bugs?product_ids=21,22&severity=critical,high\`.
- Dates are UTC; \`2026-11-21\`, "last quarter" and "90 days ago" all work.
- null is unknown, not zero. Keep \`as_of\` and \`coverage\` with what you export.
- Errors have \`error\` (a code), \`message\` and \`next\`; 409 = another sync is running.

## Export to CSV (Node.js 22, nothing to install)
\`\`\`js
const base = "http://127.0.0.1:8080";
const rows = [];
for (let page = 1, more = true; more; page += 1) {
  const answer = await (await fetch(\`\${base}/api/bugs?product_ids=21&start_date=last+quarter&per_page=100&page=\${page}\`)).json();
  if (answer.error) throw new Error(\`\${answer.message} \${answer.next}\`);
  rows.push(...answer.bugs);
  more = answer.pagination.has_more;
}
const columns = ["id", "title", "severity", "status", "test_id", "reported_at"];
const cell = (value) => \`"\${String(value ?? "").replaceAll('"', '""')}"\`;
console.log([columns, ...rows.map((row) => columns.map((name) => row[name]))].map((row) => row.map(cell).join(",")).join("\\n"));
\`\`\`

Spreadsheets open this file; for a text that begins with = + - or @ put an apostrophe before it, since customers' texts are not formulas.
TypeScript programs can also import @testio/insights and @testio/store and ask the database without a server.
`;
