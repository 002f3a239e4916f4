#!/usr/bin/env node
// Nothing here may need more than an old Node: it has to get as far as saying that it is too old.
import module from "node:module";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 22 || (major === 22 && minor >= 13)) {
  module.enableCompileCache();
  const { main } = await import("../dist/index.js");
  await main();
} else {
  process.stderr.write(
    `testio-mcp needs Node.js 22.13 or newer, but this is ${process.versions.node}. Install a newer one from https://nodejs.org.\n`,
  );
  process.exitCode = 2;
}
