/** What a bug report says; `{f}` stands for the feature. */
export interface BugText {
  readonly title: string;
  readonly expected: string;
  readonly actual: string;
}

type Texts = readonly [BugText, ...BugText[]];

export const FUNCTIONAL: Readonly<Record<"critical" | "high" | "low", Texts>> = {
  critical: [
    {
      title: "[{f}] App crashes after tapping the main button",
      expected: "The next step opens.",
      actual: "The app closes without a message and all input is lost.",
    },
    {
      title: "[{f}] Page stays blank after login",
      expected: "The page is shown.",
      actual: "A white page is shown; a reload does not help.",
    },
    {
      title: "[{f}] Error 500 when confirming",
      expected: "A confirmation is shown.",
      actual: "A server error is shown and nothing is saved.",
    },
    {
      title: "[{f}] Another user's data is visible",
      expected: "Only my own data is shown.",
      actual: "After switching accounts the data of the previous account is shown.",
    },
  ],
  high: [
    {
      title: "[{f}] Nothing happens after clicking Continue",
      expected: "The form is sent.",
      actual: "The button turns grey and nothing follows.",
    },
    {
      title: "[{f}] Input is lost after going back",
      expected: "All fields keep their content.",
      actual: "Every field is empty again.",
    },
    {
      title: "[{f}] Total is not updated after a change",
      expected: "The total follows the change.",
      actual: "The old total stays until the page is reloaded.",
    },
    {
      title: "[{f}] Endless loading indicator on a slow connection",
      expected: "An error message with a retry button.",
      actual: "The indicator never stops.",
    },
    {
      title: "[{f}] E-mail is never delivered",
      expected: "An e-mail arrives within minutes.",
      actual: "No e-mail after an hour, spam folder included.",
    },
  ],
  low: [
    {
      title: "[{f}] Keyboard covers the last field",
      expected: "The page scrolls to the field in use.",
      actual: "The field cannot be seen while typing.",
    },
    {
      title: "[{f}] Double click opens two windows",
      expected: "One window opens.",
      actual: "Two windows open on top of each other.",
    },
    {
      title: "[{f}] Tooltip does not disappear",
      expected: "The tooltip closes.",
      actual: "It stays until the page is left.",
    },
    {
      title: "[{f}] Sorting jumps back after leaving the page",
      expected: "The chosen order is kept.",
      actual: "The default order is shown again.",
    },
  ],
};

export const OTHER_KINDS: Readonly<Record<"visual" | "content" | "custom", Texts>> = {
  visual: [
    {
      title: "[{f}] Text overlaps the icon",
      expected: "Text and icon stand side by side.",
      actual: "The text runs over the icon.",
    },
    {
      title: "[{f}] Button is cut off in landscape",
      expected: "The whole button is visible.",
      actual: "The lower half is missing.",
    },
    { title: "[{f}] Wrong colour in dark mode", expected: "Readable text.", actual: "Dark grey text on black." },
  ],
  content: [
    {
      title: "[{f}] Untranslated text",
      expected: "All text in the chosen language.",
      actual: "One paragraph is still English.",
    },
    { title: "[{f}] Link leads to a missing page", expected: "The help article opens.", actual: "Page not found." },
    { title: '[{f}] Typo in the headline: "Welcom"', expected: "Welcome", actual: "Welcom" },
  ],
  custom: [
    {
      title: "[{f}] Suggestion: remember the last choice",
      expected: "The last choice is preselected.",
      actual: "One has to choose every time.",
    },
    {
      title: "[{f}] Hard to find for newcomers",
      expected: "Visible on the first screen.",
      actual: "Hidden behind two menus.",
    },
  ],
};

/** Severities that published clients list beyond the common six. */
export const RARE_SEVERITIES = ["suggestion", "spelling", "test_case", "showstopper"] as const;

/** Bug statuses that published clients list beyond those customers see. */
export const RARE_STATUSES = ["submitted", "manager_approved", "question", "in_dispute"] as const;

export const TESTER_COMMENTS = [
  "Reproduced three times, also in a private window.",
  "Does not happen on Wi-Fi, only on mobile data.",
  "Added a screencast as asked.",
  "Still there in the latest build.",
] as const;

export const STEPS = [
  "Open the application",
  "Sign in with a test account",
  "Go to {f}",
  "Fill in the required fields",
  "Confirm",
  "Look at the result",
] as const;
