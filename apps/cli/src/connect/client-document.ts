import { getNodeValue } from "jsonc-parser";
import { ConfigFileError } from "../files/config-file-error.js";
import type { Client } from "./clients.js";
import { addProperty, removeProperty, replaceValue } from "./edit-json.js";
import { type JsonDocument, type Property, parseDocument, propertyOf } from "./json-document.js";
import { SERVER_NAME, type ServerEntry } from "./server-entry.js";

/** A client's file, as far as it is about this server. */
export interface ClientDocument {
  /** What it says about this server; null = nothing. */
  entry: unknown;
  /** Its text with this entry. */
  withEntry: (entry: ServerEntry) => string;
  /** Its text without one. */
  withoutEntry: () => string;
}

/** @throws ConfigFileError naming the file, when it is not what its client could read. */
export function clientDocument(path: string, text: string, client: Client): ClientDocument {
  const document = parseDocument(path, text, client);
  const section = sectionOf(path, document, client);
  const entry = section === null ? null : propertyOf(path, section.value, SERVER_NAME);
  return {
    // The parser makes objects without a prototype, which equal no others.
    entry: entry === null ? null : structuredClone(getNodeValue(entry.value)),
    withEntry(wanted) {
      if (section === null) return addProperty(document, document.root, client.section, { [SERVER_NAME]: wanted });
      if (entry === null) return addProperty(document, section.value, SERVER_NAME, wanted);
      return replaceValue(document, entry, wanted);
    },
    withoutEntry: () =>
      section === null || entry === null ? document.text : removeProperty(document, section.value, entry),
  };
}

function sectionOf(path: string, document: JsonDocument, { section, title }: Client): Property | null {
  const found = propertyOf(path, document.root, section);
  if (found !== null && found.value.type !== "object") {
    throw new ConfigFileError(
      `${JSON.stringify(section)} in ${path} is not an object, as ${title} wants it. The file is left as it is; mend it, then try again.`,
    );
  }
  return found;
}
