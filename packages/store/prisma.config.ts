import { defineConfig } from "prisma/config";

// The CLI looks for a schema engine binary before every command and tries to download one; none of ours needs it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma", migrations: { path: "prisma/migrations" } });
