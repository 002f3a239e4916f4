import type { Settings } from "@testio/config";

interface PromptArgument {
  name: string;
  description: string;
  required: boolean;
}

/** A workflow that a person starts by name. */
export interface Prompt {
  name: string;
  title: string;
  description: string;
  arguments: readonly PromptArgument[];
  /** What the model is told. Absent arguments are absent. */
  text(args: Readonly<Record<string, string>>, settings: Settings): Promise<string>;
}

export const PROMPTS: readonly Prompt[] = [
  {
    name: "analyze-product-quality",
    title: "Analyze product quality",
    description:
      "Looks at the quality of one or more products together with you, from the figures to single bugs, with evidence for each finding.",
    arguments: [
      {
        name: "product_identifier",
        description: 'Name or id of a product, several ids ("21, 22"), or "portfolio" for all; asked for when left out',
        required: false,
      },
      { name: "period", description: 'Such as "last quarter" or "Q3 2026"; default "last 30 days"', required: false },
      {
        name: "focus_area",
        description:
          'What to look at, such as "rejected bugs"; "full report" looks at everything without asking between',
        required: false,
      },
    ],
    async text(args, settings) {
      const { analyzeProductQuality } = await import("./analyze-product-quality.js");
      return analyzeProductQuality(args, settings);
    },
  },
  {
    name: "prep-meeting",
    title: "Prepare a meeting",
    description:
      "Turns a finished analysis into a story, slide data that can be computed again, and a guide for the conversation.",
    arguments: [
      { name: "analysis_dir", description: "The folder with the files of the analysis", required: true },
      { name: "context", description: "Who meets, for how long, and what should come of it", required: false },
    ],
    async text(args) {
      const { prepMeeting } = await import("./prep-meeting.js");
      return prepMeeting(args);
    },
  },
];
