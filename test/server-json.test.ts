import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SETTINGS_TABLE } from "@testio/config";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

interface ServerJson {
  $schema: string;
  name: string;
  version: string;
  packages: {
    identifier: string;
    version: string;
    environmentVariables: {
      name: string;
      description: string;
      isSecret: boolean;
      default?: string;
      choices?: string[];
    }[];
  }[];
}

async function readJson<Content>(path: string): Promise<Content> {
  return JSON.parse(await readFile(join(root, path), "utf8"));
}

const server = await readJson<ServerJson>("server.json");
const program = await readJson<{ name: string; version: string; mcpName: string }>("apps/cli/package.json");

describe("server.json, which the MCP registry is given", () => {
  it("is as the registry's schema says, the one it names", async () => {
    const schema = await readJson<{ $id: string }>("test/schemas/mcp-server-2025-12-11.schema.json");
    // Formats need another package; an address that is none would be the only one to slip through.
    const ajv = new Ajv({ allErrors: true, validateFormats: false });
    const valid = ajv.validate(schema, server);
    expect(ajv.errors).toBeNull();
    expect(valid).toBe(true);
    expect(server.$schema).toBe(schema.$id);
    expect(ajv.validate(schema, { ...server, name: "testio-mcp" })).toBe(false);
  });

  it("has the name by which the npm package shows whose it is, and its version", () => {
    expect(server.name).toBe(program.mcpName);
    expect(server.version).toBe(program.version);
    expect(server.packages.map(({ identifier, version }) => ({ name: identifier, version }))).toEqual([
      { name: program.name, version: program.version },
    ]);
  });

  it("names variables that are read, with their meanings and defaults, and every secret as one", () => {
    const variables = server.packages[0]?.environmentVariables ?? [];
    const described = variables.map(({ name, description, isSecret, default: usual = null }) => {
      return { variable: name, meaning: description, secret: isSecret, default: usual };
    });
    const names = variables.map(({ name }) => name);
    const known = SETTINGS_TABLE.filter(({ variable }) => names.includes(variable));
    const expected = known.map(({ variable, meaning, secret, default: usual }) => {
      return { variable, meaning, secret, default: usual };
    });
    expect(described).toHaveLength(names.length);
    expect(described).toEqual(expect.arrayContaining(expected));
    expect(known).toHaveLength(names.length);
    expect(names).toContain("TESTIO_CUSTOMER_API_TOKEN");
  });
});
