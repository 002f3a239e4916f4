import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkSetting, editEnvText, ignoredEnvLines, readEnvText, settingDefault } from "../src/index.js";

describe("editEnvText", () => {
  it("adds what is new to the end, and leaves everything else alone", () => {
    const text = "# my settings\n\nexport LOG_LEVEL=debug # loud\n  OTHER = 'x # y'\nnot an assignment";
    expect(editEnvText(text, { TESTIO_CUSTOMER_ID: "7" })).toBe(`${text}\nTESTIO_CUSTOMER_ID=7\n`);
    expect(editEnvText("", { A: "1", B: "2" })).toBe("A=1\nB=2\n");
  });

  it.each([
    ["A=1\n", "A=2\n"],
    ["  export A = 1  # why\nB=3\n", "  export A = 2  # why\nB=3\n"],
    ["A='1 # 2'# why\n", "A=2# why\n"],
    ["A=0\nB=3\nA=1\n", "A=0\nB=3\nA=2\n"],
    ["A=1\r\nB=3\r\n", "A=2\r\nB=3\r\n"],
    ["A=1", "A=2"],
    ["A=\n", "A=2\n"],
    ["\uFEFFA=1\n", "\uFEFFA=2\n"],
    ['A="one\ntwo"\nB=3\n', "A=2\nB=3\n"],
    ["AB=1\nA.B=1\nA=1\n#A=1\n", "AB=1\nA.B=1\nA=2\n#A=1\n"],
  ])("sets a value anew where it stands: %j", (before, after) => {
    expect(editEnvText(before, { A: "2" })).toBe(after);
  });

  it("changes nothing that says so already", () => {
    for (const text of ["A = '2' # two\n", "A=1\nA=2", "A: 2"]) expect(editEnvText(text, { A: "2" })).toBe(text);
  });

  it.each([
    ["A=1\n", ""],
    ["# one\nexport A=1 # why\nB=2\nA=3\n", "# one\nB=2\n"],
    ["B=2\nA=1", "B=2\n"],
    ["A=1\r\nB=2\r\n", "B=2\r\n"],
    ["B=2\n", "B=2\n"],
  ])("takes a variable out: %j", (before, after) => {
    expect(editEnvText(before, { A: null })).toBe(after);
  });

  it("is not taken in by what stands inside another value", () => {
    const text = 'NOTE="first\nA=1\nlast"\n';
    const edited = editEnvText(text, { A: "2" });
    expect(edited).toBe(`${text}A=2\n`);
    expect(readEnvText(edited)).toEqual({ NOTE: "first\nA=1\nlast", A: "2" });
  });

  it.each([
    "it's",
    'say "hi"',
    "a # b",
    " padded ",
    "two\nlines",
    "back\\slash",
    "$HOME",
    "`tick`",
    "=",
    "a\tb",
    "ä€😀",
    "",
  ])("writes %j so that it is read back", (value) => {
    const text = editEnvText("# top\nB=1 # one\n", { A: value });
    expect(readEnvText(text)).toEqual({ B: "1", ...(value === "" ? { A: "" } : { A: value }) });
    expect(text.startsWith("# top\nB=1 # one\n")).toBe(true);
  });

  it("refuses what no form of quotes can hold, without naming it", () => {
    expect(() => editEnvText("", { A: "'\n\"\n`\n" })).toThrow(
      /^A cannot be set to a text with all kinds of quotes in it\.$/,
    );
  });

  it("either refuses, or changes nothing but the value, whatever stands in the file", () => {
    const line = fc.oneof(
      fc.constantFrom(
        "A=1",
        "A='x'",
        'A="y # z" # why',
        "export A=2",
        "B=3",
        "# A=4",
        "junk",
        "",
        "A",
        'C="multi',
        'line"',
      ),
      fc.string({ maxLength: 12 }),
    );
    const text = fc
      .array(line, { maxLength: 6 })
      .chain((lines) => fc.constantFrom("\n", "\r\n").map((end) => lines.join(end)));
    const value = fc.oneof(
      fc.string({ maxLength: 10 }),
      fc.constantFrom("'", '"', "#", "a b", "\n"),
      fc.constant(null),
    );
    fc.assert(
      fc.property(text, value, (before, wanted) => {
        let after: string;
        try {
          after = editEnvText(before, { A: wanted });
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        const { A: _old, ...others } = readEnvText(before);
        expect(readEnvText(after)).toEqual(wanted === null ? others : { ...others, A: wanted });
        expect(editEnvText(after, { A: wanted })).toBe(after);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe("ignoredEnvLines", () => {
  it("names lines that do nothing", () => {
    expect(ignoredEnvLines("# c\nA=1\n\nabcdef0123\nexport B = 2\n  oops \n")).toEqual([4, 6]);
    expect(ignoredEnvLines("\uFEFFA=1\r\nB: 2\r\n")).toEqual([]);
  });

  it("knows values of several lines", () => {
    expect(ignoredEnvLines('A="one\ntwo\nthree"\nfour\n')).toEqual([4]);
  });
});

describe("checkSetting", () => {
  it("judges one setting by itself", () => {
    expect(checkSetting("customerId", "7")).toEqual({ value: 7 });
    expect(checkSetting("apiToken", ' "abc" ')).toEqual({ value: "abc" });
    expect(checkSetting("productIds", "[1, 2]")).toEqual({ value: [1, 2] });
    expect(checkSetting("refreshIntervalSeconds", "often")).toEqual({
      problem: "It must be a whole number from 0 to 2147483.",
    });
  });

  it("never holds the text", () => {
    expect(JSON.stringify(checkSetting("apiToken", "Token s3cr3t"))).not.toContain("s3cr3t");
  });

  it("knows what counts without it", () => {
    expect(settingDefault("refreshIntervalSeconds")).toBe(900);
    expect(settingDefault("productIds")).toBeNull();
  });
});
