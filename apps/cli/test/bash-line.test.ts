import { describe, expect, it } from "vitest";
import { bashReply, readBashLine } from "../src/completion/bash-line.js";

const BREAKS = " \t\n\"'@><=;|&(:";
const read = (line: string) => readBashLine(line, BREAKS);

describe("a line of bash", () => {
  it.each([
    ["t ", ["t", ""], "", 0],
    ["t a", ["t", "a"], "", 0],
    ["t  a  b", ["t", "a", "b"], "", 0],
    ["t a\\ b", ["t", "a b"], "", 0],
    ['t "a b', ["t", "a b"], '"', 0],
    ['t "a b" ', ["t", "a b", ""], "", 0],
    ["t 'a \\b", ["t", "a \\b"], "'", 0],
    ['t "a\\"b\\c', ["t", 'a"b\\c'], '"', 0],
    ["t --x=y", ["t", "--x=y"], "", 4],
    ['t --x="y z', ["t", "--x=y z"], '"', 4],
    ["t Web\\:\\ S", ["t", "Web: S"], "", 0],
    ["t a:b", ["t", "a:b"], "", 2],
    ["t ''", ["t", ""], "", 0],
    ["t \"it's", ["t", "it's"], '"', 0],
  ])("%j is %j", (line, words, quote, kept) => {
    expect(read(line)).toEqual({ words, quote, kept });
  });

  it.each([
    ["t ", "Web: Shop (new)", "Web:\\ Shop\\ \\(new\\)"],
    ['t "We', 'Web "A" $1 `x` \\', 'Web \\"A\\" \\$1 \\`x\\` \\\\'],
    ["t 'We", "Web's", "Web'\\''s"],
    ["t --product=We", "--product=Web Shop", "Web\\ Shop"],
    ["t Web:", "Web: Shop", "\\ Shop"],
    ["t bü", "Büro & Co", "Büro\\ \\&\\ Co"],
    ["t web:", "Web: Shop", null],
  ])("%j is completed by %j as %j", (line, value, reply) => {
    expect(bashReply(value, read(line))).toBe(reply);
  });
});
