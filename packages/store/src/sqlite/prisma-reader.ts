import { adapterOver, type Reader } from "./adapter.js";
import type { Connection } from "./driver.js";

/**
 * Reads through the Prisma client, over a connection that is there already: that of a database in memory, which has no other. The
 * client and its query compiler are loaded for it alone.
 */
export async function prismaReader(connection: Connection): Promise<Reader> {
  const { PrismaClient } = await import("../generated/prisma/client.js");
  const prisma = new PrismaClient({ adapter: adapterOver(connection) });
  return {
    query: ({ sql, args }) => prisma.$queryRawUnsafe(sql, ...args),
    execute: ({ sql, args }) => prisma.$executeRawUnsafe(sql, ...args),
    close: () => prisma.$disconnect(),
  };
}
