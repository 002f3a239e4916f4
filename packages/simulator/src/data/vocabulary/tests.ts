/** Titles of tests; `{f}` stands for a feature, `{v}` for a version, `{n}` for a sprint. */
export const TEST_TITLES = [
  "Release {v} regression",
  "Sprint {n}: {f}",
  "{f} on real devices",
  "Smoke test {v}",
  "Exploratory test of {f}",
  "Pre-launch check of {f} ({v})",
  "{f}: new design",
  "Weekly health check {n}",
  "Hotfix {v} verification",
  "Localisation check, release {v}",
] as const;

export const GOALS = [
  "Find out whether {f} can go live with release {v}.",
  "Make sure that nothing broke around {f} since the last release.",
  "Learn how first-time users get along with {f}.",
  "Cover {f} on the devices most of our customers use.",
] as const;

export const INSTRUCTIONS = [
  "Use a fresh account. Try unusual input, interruptions and slow connections. Report one bug per problem.",
  "Follow the user stories first, then explore freely. Please add a screencast to every functional bug.",
  "Work through the listed features in order. Note version and build of the app in each report.",
] as const;

export const OUT_OF_SCOPE = [
  "Payments with real cards; the help centre; anything on third-party pages.",
  "Typos in legal texts, load tests, security tests.",
  "Known bugs listed in the test description.",
] as const;

/** Titles that break careless code: markup, quoting, scripts of the world, length. */
export const ODD_TITLES = [
  '<script>alert("xss")</script> Checkout & <b>Payment</b>',
  "🚀 Launch test: Größenauswahl & Rückgaberecht 🎉👩‍👩‍👧",
  "結帳流程回歸測試（繁體中文）",
  "Robert'); DROP TABLE tests;--",
  'Log-in says "order not found" (50% of users, C:\\temp\\*.log)',
  "اختبار تسجيل الدخول",
  "  Leading, trailing and\tinner whitespace\nover two lines  ",
  `Very long title ${"with every detail of the release train and its many stops ".repeat(12)}end`,
  "Ünïcödé Zürich Öffentlichkeitsarbeit naïve façade İstanbul",
  "N/A",
] as const;

export const SECTION_NAMES = ["Web", "Mobile", "Back office", "Partner portal"] as const;

export const LANGUAGES = ["English", "English", "German", "French", "Spanish"] as const;
