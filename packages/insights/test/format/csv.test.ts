import { describe, expect, it } from "vitest";
import { type CsvCell, csvText } from "../../src/csv.js";

const value = (cell: CsvCell) => csvText([{ name: "x", of: () => cell }], [0]);

describe("csvText", () => {
  it.each([
    ["plain", "plain"],
    ['say "hi", you', '"say ""hi"", you"'],
    ["two\nlines", '"two\nlines"'],
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\tx", "'\tx"],
    ["\rx", '"\'\rx"'],
    ["\u001b[1m=1+1", "'=1+1"],
    ["\u202e=1+1", "'=1+1"],
    [-1.5, "-1.5"],
    [true, "true"],
    [false, "false"],
    [0, "0"],
    [null, ""],
  ])("writes %j as %j", (cell, text) => {
    expect(value(cell)).toBe(`x\r\n${text}\r\n`);
  });

  it("names its columns, unless it goes on with what was begun", () => {
    const columns = [
      { name: "=a", of: (row: number) => row },
      { name: "b", of: () => "x" },
    ];
    expect(csvText(columns, [1, 2])).toBe("'=a,b\r\n1,x\r\n2,x\r\n");
    expect(csvText(columns, [3], { header: false })).toBe("3,x\r\n");
    expect(csvText(columns, [])).toBe("'=a,b\r\n");
  });
});
