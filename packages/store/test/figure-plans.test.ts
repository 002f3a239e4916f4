import { describe, expect, it } from "vitest";
import { FEATURE_SORTS, USER_SORTS } from "../src/index.js";
import { FULL_SCAN, openExplained, SORTING } from "./support/explained.js";
import { T0 } from "./support/fixtures.js";

describe("query plans of features, people and figures", () => {
  it("a list of features reads those of its product, and counts that are kept", async () => {
    const { reader, explain } = await openExplained();
    for (const sort of FEATURE_SORTS) {
      for (const query of [{}, { sectionId: 1 }, { hasUserStories: true }]) {
        const plan = await explain(() => reader.listFeatures({ productId: 1, limit: 9, offset: 0, sort, ...query }));
        expect(plan).toMatch(/SEARCH features USING INDEX features_by_product/);
        expect(plan).toMatch(/SEARCH c USING INDEX sqlite_autoindex_feature_counts/);
        expect(plan).not.toMatch(/(SCAN|SEARCH) (tests|bugs|test_features)/);
      }
    }
  });

  it("a list of people comes out of an index alone", async () => {
    const { reader, explain } = await openExplained();
    for (const sort of USER_SORTS) {
      for (const query of [{}, { type: "tester" as const }, { activeFrom: T0 }]) {
        const plan = await explain(() => reader.listUsers({ limit: 9, offset: 0, sort, ...query }));
        expect(plan).toMatch(/SEARCH users USING COVERING INDEX users_by_activity/);
        expect(plan).not.toMatch(/SCAN users|SEARCH users USING INDEX/);
        expect(plan).not.toMatch(/(SCAN|SEARCH) (t|b|tests|bugs)\b/);
        if (sort === "last_activity") expect(plan).not.toMatch(SORTING);
      }
    }
  });

  it("people of one product are found through its tests alone", async () => {
    const { reader, explain } = await openExplained();
    const plan = await explain(() => reader.listUsers({ productId: 1, limit: 9, offset: 0 }));
    expect(plan).toMatch(/SEARCH t USING COVERING INDEX tests_by_product/);
    expect(plan).toMatch(/SEARCH b USING COVERING INDEX bugs_by_test/);
    expect(plan).toMatch(/SEARCH t USING COVERING INDEX tests_by_creator/);
    expect(plan).toMatch(/SEARCH t USING COVERING INDEX tests_by_submitter/);
    expect(plan).not.toMatch(/SCAN (t|b|u|users)\b/);
  });

  it("the figures of one person, product or feature come out of indexes alone", async () => {
    const { reader, explain } = await openExplained();
    const person = await explain(() => reader.getUser(1));
    expect(
      person.match(/SEARCH [tb] USING COVERING INDEX (tests_by_creator|tests_by_submitter|bugs_by_reporter)/g),
    ).toHaveLength(3);
    const figures = await explain(() => reader.productFigures(1));
    expect(figures.match(/SEARCH tests USING COVERING INDEX/g)).toHaveLength(2);
    expect(figures).toMatch(/SEARCH bug_counts/);
    expect(figures).not.toMatch(/SEARCH bugs/);
    expect(await explain(() => reader.getFeature(1))).not.toMatch(FULL_SCAN);
  });
});
