import { describe, expect, it } from "vitest";
import { HIDDEN_TOOLS, TOOL_NAMES } from "../../src/tools/registry.js";
import { connect } from "../support/in-process.js";
import { settingsFor } from "../support/settings.js";

async function textOf(name: string, args: Record<string, string> = {}): Promise<string> {
  const { client } = await connect(await settingsFor(null));
  const { messages } = await client.getPrompt({ name, arguments: args });
  const [message] = messages;
  expect(messages).toHaveLength(1);
  return message?.content.type === "text" ? message.content.text : "";
}

describe("prompts", () => {
  it("are listed with their arguments", async () => {
    const { client } = await connect(await settingsFor(null));
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual(["analyze-product-quality", "prep-meeting"]);
    expect(prompts[1]?.arguments).toMatchObject([
      { name: "analysis_dir", required: true },
      { name: "context", required: false },
    ]);
  });

  it("name no tool but those that are listed", async () => {
    const texts = [await textOf("analyze-product-quality"), await textOf("prep-meeting", { analysis_dir: "a" })];
    const tools = texts.join(" ").match(/\b(?:get|list|query|sync|search|generate|health)_[a-z_]+\b/g) ?? [];
    expect(tools.length).toBeGreaterThan(8);
    const known = [...TOOL_NAMES];
    expect(tools.filter((name) => !known.includes(name))).toEqual([]);
    for (const { tool } of HIDDEN_TOOLS) expect(texts.join(" ")).not.toContain(tool.name);
  });

  it("fill in what was asked for, and defaults", async () => {
    const bare = await textOf("analyze-product-quality", { period: " " });
    expect(bare).toContain("Period: last 30 days");
    expect(bare).toContain("ask me which to analyze");
    expect(bare).toContain("Then wait for my choice");
    expect(bare).toContain("from 20 %");
    const asked = await textOf("analyze-product-quality", {
      product_identifier: "Web Shop",
      period: "Q3 2026",
      focus_area: "rejected bugs",
    });
    expect(asked).toContain('Find "Web Shop" with list_products');
    expect(asked).toContain('start_date "Q3 2026"');
    expect(asked).toContain('"rejected bugs" first');
  });

  it.each([
    ["portfolio", "compare them in one table"],
    ["21, 22", "Check with list_products that 21, 22 exists"],
  ])("read the product %s", async (product, expected) => {
    expect(await textOf("analyze-product-quality", { product_identifier: product })).toContain(expected);
  });

  it("go on without asking when everything is wanted", async () => {
    const text = await textOf("analyze-product-quality", { focus_area: "a full report, please" });
    expect(text).toContain("without asking between");
    expect(text).not.toContain("Then wait for my choice");
  });

  it("prepare a meeting from the files of an analysis", async () => {
    const text = await textOf("prep-meeting", { analysis_dir: "reports/q3", context: "30 minutes with the CTO" });
    for (const part of [
      "reports/q3",
      "30 minutes with the CTO",
      "fetch_metrics.py",
      "slide-data.md",
      "conversation-guide.md",
    ]) {
      expect(text).toContain(part);
    }
  });

  it.each([
    ["prep-meeting", {}, /analysis_dir is needed: .*prep-meeting takes analysis_dir, context/],
    ["prep-meeting", { analysis_dir: "a", folder: "b" }, /There is no argument folder/],
    ["nothing", {}, /There is no prompt nothing; choose from analyze-product-quality, prep-meeting/],
  ])("say what is wrong with %s %o", async (name, args, message) => {
    const { client } = await connect(await settingsFor(null));
    await expect(client.getPrompt({ name, arguments: args })).rejects.toThrow(message);
  });
});
