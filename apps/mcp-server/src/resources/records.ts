/** One record of the data, as its summary tool answers it. */
export interface RecordResource {
  /** With `{id}` in it. */
  uriTemplate: string;
  name: string;
  title: string;
  description: string;
  tool: string;
  /** The tool's parameter that takes the id. */
  parameter: string;
}

export const RECORDS: readonly RecordResource[] = [
  record("product", "get_product_summary"),
  record("test", "get_test_status"),
  record("bug", "get_bug_summary"),
];

function record(entity: "product" | "test" | "bug", tool: string): RecordResource {
  return {
    uriTemplate: `testio://${entity}s/{id}`,
    name: entity,
    title: `One ${entity}`,
    description: `What ${tool} answers about a ${entity}, as JSON.`,
    tool,
    parameter: `${entity}_id`,
  };
}
