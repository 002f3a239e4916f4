import { describe, expect, it } from "vitest";
import { clientDocument } from "../src/connect/client-document.js";
import { clientNamed } from "../src/connect/client-named.js";
import { CLIENT_NAMES, CLIENTS, clientFile, type Surroundings } from "../src/connect/clients.js";
import { launchFromWords, launchOf, type RunningProgram } from "../src/connect/launch.js";
import { lineDiff } from "../src/connect/line-diff.js";
import { mergedEntry, serverEntry } from "../src/connect/server-entry.js";

const ENTRY = { command: "node", args: ["x.js"] };

function edit(text: string, client = CLIENTS.vscode) {
  const { entry, withEntry, withoutEntry } = clientDocument("mcp.json", text, client);
  return { entry, added: () => withEntry(ENTRY), removed: withoutEntry };
}

describe("the place of a client's file", () => {
  const around = (platform: NodeJS.Platform, rest: Partial<Surroundings> = {}): Surroundings => ({
    platform,
    homeDir: platform === "win32" ? "C:\\Users\\ann" : "/people/ann",
    cwd: platform === "win32" ? "C:\\work" : "/work",
    env: {},
    namesIn: () => [],
    ...rest,
  });
  const files = (here: Surroundings) => CLIENT_NAMES.map((name) => clientFile(CLIENTS[name], here, false));

  it("follows each system's customs", () => {
    expect(files(around("linux"))).toEqual([
      "/people/ann/.config/Claude/claude_desktop_config.json",
      "/people/ann/.claude.json",
      "/people/ann/.cursor/mcp.json",
      "/people/ann/.config/Code/User/mcp.json",
    ]);
    expect(files(around("darwin"))).toEqual([
      "/people/ann/Library/Application Support/Claude/claude_desktop_config.json",
      "/people/ann/.claude.json",
      "/people/ann/.cursor/mcp.json",
      "/people/ann/Library/Application Support/Code/User/mcp.json",
    ]);
    expect(files(around("win32", { env: { APPDATA: "D:\\Roaming" } }))).toEqual([
      "D:\\Roaming\\Claude\\claude_desktop_config.json",
      "C:\\Users\\ann\\.claude.json",
      "C:\\Users\\ann\\.cursor\\mcp.json",
      "D:\\Roaming\\Code\\User\\mcp.json",
    ]);
  });

  it("follows the variables that clients follow", () => {
    const env = { XDG_CONFIG_HOME: "/xdg", CLAUDE_CONFIG_DIR: "/claude" };
    expect(files(around("linux", { env }))).toEqual([
      "/xdg/Claude/claude_desktop_config.json",
      "/claude/.claude.json",
      "/people/ann/.cursor/mcp.json",
      "/xdg/Code/User/mcp.json",
    ]);
  });

  it("finds Claude Desktop where Windows packages see it", () => {
    const namesIn = (directory: string) =>
      directory === "C:\\Users\\ann\\AppData\\Local\\Packages" ? ["Other_1", "Claude_pzs8sxrjxfjjc"] : [];
    expect(clientFile(CLIENTS["claude-desktop"], around("win32", { namesIn }), false)).toBe(
      "C:\\Users\\ann\\AppData\\Local\\Packages\\Claude_pzs8sxrjxfjjc\\LocalCache\\Roaming\\Claude\\claude_desktop_config.json",
    );
  });

  it("is inside the project where that is asked for and possible", () => {
    expect(CLIENT_NAMES.map((name) => clientFile(CLIENTS[name], around("linux"), true))).toEqual([
      null,
      "/work/.mcp.json",
      "/work/.cursor/mcp.json",
      "/work/.vscode/mcp.json",
    ]);
  });
});

describe("the command", () => {
  const program: RunningProgram = {
    node: "/opt/node/bin/node",
    script: "/usr/lib/node_modules/testio-mcp/bin/testio-mcp.js",
    path: "/usr/bin:/opt/node/bin",
    platform: "linux",
    resolve: (path) => (path.startsWith("/opt/node/bin/") ? path : null),
  };

  it("names Node and the script by their full paths", () => {
    expect(launchOf(program)).toEqual({ command: "/opt/node/bin/node", args: [program.script, "serve"] });
  });

  it("prefers a link that outlives an update of Node, but not one that goes with a shell or a project", () => {
    const node = "/opt/homebrew/Cellar/node/24.1.0/bin/node";
    const resolve = (path: string) => (path === "/gone/node" ? null : node);
    const path = "/run/fnm_multishells/1_2/bin:/project/node_modules/.bin:/opt/homebrew/bin:/x";
    expect(launchOf({ ...program, node, resolve, path }).command).toBe("/opt/homebrew/bin/node");
    expect(launchOf({ ...program, node, resolve: () => null, path }).command).toBe(node);
  });

  it("goes through npx when it came from npx's cache, with the search path that npx needs", () => {
    const script = "/people/ann/.npm/_npx/ab12/node_modules/testio-mcp/bin/testio-mcp.js";
    expect(launchOf({ ...program, script })).toEqual({
      command: "/opt/node/bin/npx",
      args: ["-y", "testio-mcp", "serve"],
      env: { PATH: "/opt/node/bin:/usr/local/bin:/usr/bin:/bin" },
    });
    expect(launchOf({ ...program, script, platform: "win32" }).command).toBe("npx");
  });

  it("can be given as people write it", () => {
    expect(launchFromWords("npx -y testio-mcp")).toEqual({ command: "npx", args: ["-y", "testio-mcp"] });
    expect(launchFromWords(` "/my tools/run" 'a "b"' c `)).toEqual({ command: "/my tools/run", args: ['a "b"', "c"] });
    for (const text of ["", "  ", 'node "x', "''"]) expect(launchFromWords(text), text).toBeNull();
  });

  it("keeps what people added to an entry, and not how the server was reached before", () => {
    const entry = serverEntry(CLIENTS.vscode, { command: "node", args: [], env: { PATH: "/bin" } });
    const old = { type: "http", url: "https://x", headers: {}, disabled: true, env: { LOG_LEVEL: "debug" } };
    expect(mergedEntry(entry, old)).toEqual({
      type: "stdio",
      command: "node",
      args: [],
      disabled: true,
      env: { LOG_LEVEL: "debug", PATH: "/bin" },
    });
    expect(mergedEntry(entry, null)).toEqual(entry);
  });
});

describe("adding an entry", () => {
  it.each([
    [
      "",
      '{\n  "servers": {\n    "testio": {\n      "command": "node",\n      "args": [\n        "x.js"\n      ]\n    }\n  }\n}',
    ],
    [
      '{\n\t"a": 1 // one\n}\n',
      '{\n\t"a": 1, // one\n\t"servers": {\n\t\t"testio": {\n\t\t\t"command": "node",\n\t\t\t"args": [\n\t\t\t\t"x.js"\n\t\t\t]\n\t\t}\n\t}\n}\n',
    ],
    [
      '{\n    "servers": {\n        "o": {"command":   "z"}, /* o */ // oo\n        // end\n    },\n}\n',
      '{\n    "servers": {\n        "o": {"command":   "z"}, /* o */ // oo\n        "testio": {\n            "command": "node",\n            "args": [\n                "x.js"\n            ]\n        },\n        // end\n    },\n}\n',
    ],
    [
      '{\r\n  "servers": {}\r\n}\r\n',
      '{\r\n  "servers": {\r\n    "testio": {\r\n      "command": "node",\r\n      "args": [\r\n        "x.js"\r\n      ]\r\n    }\r\n  }\r\n}\r\n',
    ],
    [
      '{\n  "servers": {\n    // none yet\n  }\n}',
      '{\n  "servers": {\n    // none yet\n    "testio": {\n      "command": "node",\n      "args": [\n        "x.js"\n      ]\n    }\n  }\n}',
    ],
    ['{"servers":{"o":{}},"z":  [1]}', '{"servers":{"o":{}, "testio": {"command":"node","args":["x.js"]}},"z":  [1]}'],
    ['\uFEFF{"a":1}', '\uFEFF{"a":1, "servers": {"testio":{"command":"node","args":["x.js"]}}}'],
  ])("touches nothing else in %j, and can be taken back", (before, after) => {
    const { entry, added } = edit(before);
    expect(entry).toBeNull();
    expect(added()).toBe(after);
    const there = edit(after);
    expect(there.entry).toEqual(ENTRY);
    expect(edit(there.removed()).entry).toBeNull();
  });

  it.each([
    '{\n  "servers": {\n    "o": {}, // o\n    "testio": {\n      "a": 1\n    }\n  }\n}\n',
    '{\n  "servers": {\n    "testio": {}, // t\n    "o": {}\n  }\n}\n',
    '{ "servers": { "o": {}, "testio": {} } }',
    '{ "servers": { "testio": {}, "o": {}, } }',
    '{ "servers": { "testio": {} /* t */ } }',
  ])("takes one out of %j and leaves what others can read", (before) => {
    const after = edit(before).removed();
    const { entry } = edit(after);
    expect(entry).toBeNull();
    expect(after).not.toContain("testio");
    for (const rest of ['"o"', "// o", "// t", "/* t */"]) expect(after.includes(rest)).toBe(before.includes(rest));
  });

  it("puts a changed entry in its place", () => {
    expect(
      edit('{\n  "servers": {\n    "testio": {\n      "command": "old"\n    }, // t\n    "o": 1\n  }\n}').added(),
    ).toBe(
      '{\n  "servers": {\n    "testio": {\n      "command": "node",\n      "args": [\n        "x.js"\n      ]\n    }, // t\n    "o": 1\n  }\n}',
    );
    expect(edit('{"servers":{"testio":{}}}').added()).toBe('{"servers":{"testio":{"command":"node","args":["x.js"]}}}');
  });

  it.each([
    [
      "{\n  oops\n}",
      /^mcp\.json is not valid JSON: .+ in line 2, column 3\. It is left as it is; mend it, then try again\.$/,
    ],
    ['{"servers": {}', /a closing brace is missing in line 1, column \d+/],
    ["[]", /does not hold a JSON object/],
    ['{"servers": []}', /"servers" in mcp\.json is not an object, as VS Code wants it/],
    ['{"servers": null}', /is not an object/],
    ['{"servers": {}, "servers": {}}', /has "servers" twice/],
    ['{"servers": {"testio": 1, "testio": 2}}', /has "testio" twice/],
  ])("refuses %j", (text, sentence) => {
    expect(() => edit(text)).toThrow(sentence);
  });

  it("lets comments be only where the client reads them", () => {
    expect(() => edit('{\n  "mcpServers": {}, // c\n}', CLIENTS.cursor)).not.toThrow();
    expect(() => edit('{\n  "a": 1 // c\n}', CLIENTS["claude-desktop"])).toThrow(
      /there is a comment, which this client does not read, in line 2, column 10/,
    );
    expect(() => edit('{"a": 1,}', CLIENTS["claude-code"])).toThrow(/is not valid JSON/);
  });
});

describe("the change that is shown", () => {
  it("is the lines that came and went, not a line that got a comma", () => {
    expect(lineDiff('{\n  "token": "s3cr3t"\n}', '{\n  "token": "s3cr3t",\n  "b": 1\n}')).toEqual({
      removed: [],
      added: ['  "b": 1'],
    });
    expect(lineDiff("a\nb\nc\n", "a\nc\n")).toEqual({ removed: ["b"], added: [] });
    expect(lineDiff("", "a\n")).toEqual({ removed: [], added: ["a"] });
  });

  it("is a part of the line in a file of one line", () => {
    expect(lineDiff('{"token":"s3cr3t","o":{}}', '{"token":"s3cr3t","o":{}, "testio": 1}')).toEqual({
      removed: [],
      added: ['…, "testio": 1…'],
    });
  });
});

describe("clientNamed", () => {
  it("knows clients as they call themselves", () => {
    expect(["Claude Desktop", "claude_code", "CURSOR", "VS Code"].map(clientNamed)).toEqual([...CLIENT_NAMES]);
    expect(() => clientNamed("cursr")).toThrow(
      /There is no client "cursr"\. Did you mean cursor\? Clients are claude-desktop, /,
    );
  });
});
