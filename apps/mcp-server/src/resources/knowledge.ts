import type { Settings } from "@testio/config";

/** A text of our own that clients can read. */
export interface KnowledgeResource {
  uri: string;
  name: string;
  title: string;
  description: string;
  mimeType: "text/markdown";
  read(settings: Settings): Promise<string>;
}

export const KNOWLEDGE: readonly KnowledgeResource[] = [
  {
    uri: "testio://knowledge/playbook",
    name: "playbook",
    title: "Playbook",
    description:
      "How to read the figures: life of a test and a bug, what rates mean and when they are bad, patterns and which questions to ask.",
    mimeType: "text/markdown",
    async read(settings) {
      const { playbook } = await import("./playbook.js");
      return playbook(settings);
    },
  },
  {
    uri: "testio://knowledge/programmatic-access",
    name: "programmatic-access",
    title: "Programmatic access",
    description: "How a script gets the same answers over REST, and exports them as JSON or CSV.",
    mimeType: "text/markdown",
    async read() {
      const { PROGRAMMATIC_ACCESS } = await import("./programmatic-access.js");
      return PROGRAMMATIC_ACCESS;
    },
  },
];
