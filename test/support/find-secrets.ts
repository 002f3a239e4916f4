import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";

/** Anything searched, by the name under which a finding is reported. */
export type Haystacks = ReadonlyMap<string, Buffer>;

/** Every file below a directory. One that vanishes meanwhile (a lock, a log of the database) is left out. */
export async function filesBelow(directory: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = new Map<string, Buffer>();
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const path = join(entry.parentPath, entry.name);
    try {
      files.set(path, await readFile(path));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
  }
  return files;
}

/** Every value of every table: in the file a long text is spread over pages, and a search of its bytes may miss it. */
export function rowsOf(path: string): Buffer {
  const database = new Database(path, { readonly: true });
  try {
    const tables = database.prepare<[], string>("select name from sqlite_master where type = 'table'").pluck().all();
    const rows = tables.flatMap((table) => database.prepare(`select * from "${table}"`).raw().all());
    return Buffer.from(rows.flat().map(String).join("\n"));
  } finally {
    database.close();
  }
}

/** The text as it may stand somewhere: in clear, in a URL, in JSON, in base64 (whatever stands before and after it). */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // Base64 of three bytes depends on nothing around them: leave out what a neighbour on either side would change.
  const inBase64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const whole = Math.floor((offset + bytes.length) / 3) * 4;
    return encoded.slice(offset === 0 ? 0 : 4, whole);
  });
  const inBase64Url = inBase64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  return [
    ...new Set([
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      bytes.toString("hex"),
      ...inBase64,
      ...inBase64Url,
    ]),
  ];
}

/** Where which secret stands, as sentences; empty when none stands anywhere. */
export function findSecrets(secrets: readonly string[], haystacks: Haystacks): string[] {
  return secrets.flatMap((secret) =>
    formsOf(secret).flatMap((form) =>
      [...haystacks].filter(([, bytes]) => bytes.includes(form)).map(([name]) => `${form} in ${name}`),
    ),
  );
}
