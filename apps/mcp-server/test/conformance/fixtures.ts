import * as z from "zod";
import { defineTool, READS_LOCAL_DATA, type Tool } from "../../src/define-tool.js";
import { ToolError } from "../../src/errors/tool-error.js";
import type { Offer } from "../../src/protocol/offer.js";

/** What the scenarios of the conformance suite ask for by name, as far as this server's protocol layer can serve it. */
export const FIXTURES: Offer = {
  tools: [simpleText(), failing(), withProgress(), templateRecord(), withSchemaKeywords()],
  hiddenTools: [],
  knowledge: [
    {
      uri: "test://static-text",
      name: "static-text",
      title: "Static text",
      description: "A text.",
      mimeType: "text/markdown",
      read: async () => "This is the content of the static text resource.",
    },
  ],
  records: [
    {
      uriTemplate: "test://template/{id}/data",
      name: "template",
      title: "Template",
      description: "A record by its id.",
      tool: "test_template_record",
      parameter: "id",
    },
  ],
  prompts: [
    {
      name: "test_simple_prompt",
      title: "Simple prompt",
      description: "A prompt without arguments.",
      arguments: [],
      text: async () => "This is a simple prompt for testing.",
    },
    {
      name: "test_prompt_with_arguments",
      title: "Prompt with arguments",
      description: "A prompt with two arguments.",
      arguments: [
        { name: "arg1", description: "First test argument", required: true },
        { name: "arg2", description: "Second test argument", required: true },
      ],
      text: async ({ arg1, arg2 }) => `Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`,
    },
  ],
};

function simpleText(): Tool {
  return defineTool({
    name: "test_simple_text",
    title: "Simple text",
    description: "Answers a text.",
    input: z.strictObject({}),
    output: z.object({ text: z.string() }),
    annotations: READS_LOCAL_DATA,
    handler: async () => ({ text: "This is a simple text response for testing." }),
  });
}

function failing(): Tool {
  return defineTool({
    name: "test_error_handling",
    title: "Failing",
    description: "Always fails.",
    input: z.strictObject({}),
    output: z.object({}),
    annotations: READS_LOCAL_DATA,
    handler: async () => {
      throw new ToolError("This tool intentionally returns an error for testing.", "It is made to.", "Nothing.");
    },
  });
}

function withProgress(): Tool {
  return defineTool({
    name: "test_tool_with_progress",
    title: "Progress",
    description: "Reports progress three times.",
    input: z.strictObject({}),
    output: z.object({ done: z.boolean() }),
    annotations: READS_LOCAL_DATA,
    async handler(_input, { reportProgress }) {
      for (const fraction of [0, 0.5, 1]) reportProgress({ message: "Working", fraction, urgent: true });
      return { done: true };
    },
  });
}

function templateRecord(): Tool {
  return defineTool({
    name: "test_template_record",
    title: "Record of a template",
    description: "Answers the id it was given.",
    input: z.strictObject({ id: z.string() }),
    output: z.object({ id: z.string(), templateTest: z.boolean(), data: z.string() }),
    annotations: READS_LOCAL_DATA,
    handler: async ({ id }) => ({ id, templateTest: true, data: `Data for ID: ${id}` }),
  });
}

/** Its schema is not made of zod: the layer has to pass on whatever a schema holds. */
function withSchemaKeywords(): Tool {
  return {
    ...simpleText(),
    name: "json_schema_2020_12_tool",
    inputSchema: {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      $defs: {
        address: { type: "object", properties: { street: { type: "string" }, city: { type: "string" } } },
      },
      properties: { name: { type: "string" }, address: { $ref: "#/$defs/address" } },
      additionalProperties: false,
    },
  };
}
