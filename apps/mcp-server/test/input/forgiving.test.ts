import { describe, expect, it } from "vitest";
import {
  choice,
  choices,
  flag,
  id,
  idList,
  idListOrNone,
  textList,
  usualChoices,
  wholeNumber,
} from "../../src/input/forgiving.js";

const FRUIT = ["apple", "pear"] as const;

describe("forgiving inputs", () => {
  it.each([[21], ["21"], [" 21 "], [[21]], ["[21]"], [["21"]]])("read %j as an id", (value) => {
    expect(id().parse(value)).toBe(21);
  });

  it.each([["21a"], ["2.5"], [0], [-3], [true], ["1e3"], [[21, 22]], ["21,22"], ["9".repeat(30)]])(
    "do not take %j for an id",
    (value) => {
      expect(id().safeParse(value).success).toBe(false);
    },
  );

  it.each([[21], ["21"], [[21]], [["21"]], ["[21]"], ['["21"]']])("read %j as a list of one id", (value) => {
    expect(idList().parse(value)).toEqual([21]);
  });

  it.each([["21, 22"], ["21,22,"], ["[21, 22]"], [[21, "22"]]])("read %j as a list of two", (value) => {
    expect(idList().parse(value)).toEqual([21, 22]);
  });

  it.each([[[]], [""], ["[21"], ["21;22"], [{}], [[[21]]]])("do not take %j for a list of ids", (value) => {
    expect(idList().safeParse(value).success).toBe(false);
  });

  it("read choices in any case, one or many", () => {
    expect(choices(FRUIT).parse("Apple, PEAR")).toEqual(["apple", "pear"]);
    expect(choices(FRUIT).parse('["pear"]')).toEqual(["pear"]);
    expect(choice(FRUIT).parse(" Pear ")).toBe("pear");
    expect(choices(FRUIT).safeParse(["plum"]).success).toBe(false);
    expect(choice(FRUIT).safeParse(3).success).toBe(false);
  });

  it("read synonyms, blanks and hyphens in choices", () => {
    const statuses = choices(["forwarded", "auto_accepted"], { open: "forwarded" });
    expect(statuses.parse("Open, auto accepted, Auto-Accepted")).toEqual([
      "forwarded",
      "auto_accepted",
      "auto_accepted",
    ]);
    expect(statuses.safeParse("toString").success).toBe(false);
  });

  it("pass on values that TestIO may have added", () => {
    expect(usualChoices(["high", "low"]).parse("High, brand_new")).toEqual(["high", "brand_new"]);
    expect(usualChoices(["high"]).safeParse([]).success).toBe(false);
  });

  it("read none among ids", () => {
    expect(idListOrNone().parse('["None", "21"]')).toEqual(["none", 21]);
    expect(idListOrNone().safeParse("nothing").success).toBe(false);
    expect(textList().parse("Android, iOS")).toEqual(["Android", "iOS"]);
  });

  it("read flags and bounded numbers", () => {
    expect(flag().parse("true")).toBe(true);
    expect(flag().parse("false")).toBe(false);
    expect(flag().safeParse("yes").success).toBe(false);
    expect(wholeNumber(1, 200).parse("200")).toBe(200);
    expect(wholeNumber(1, 200).safeParse(201).success).toBe(false);
  });
});
