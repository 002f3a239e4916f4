import { REJECT_REASONS } from "@testio/simulator";
import { describe, expect, test } from "vitest";
import { KNOWN_REJECT_REASONS, readRejectReasons, rejectionOf } from "../../src/mapping/reject-reason.js";

function rejected(...bodies: string[]) {
  const comments = bodies.map((body, index) => ({ id: index, author: null, body, createdAt: new Date(index) }));
  return { status: "rejected", comments };
}

const reasonOf = (...bodies: string[]) => rejectionOf(rejected(...bodies), KNOWN_REJECT_REASONS)?.reason ?? null;

describe("a rejection reason", () => {
  test.each(REJECT_REASONS.map(({ key, default_comment }) => [key, default_comment]))(
    "%s is recognised by its sentence, however it is written, and with a remark behind it",
    (key, sentence) => {
      const variants = [
        sentence,
        `${sentence}\n\nThanks anyway – the team`,
        `  ${sentence.toUpperCase()}  `,
        sentence.replaceAll(" ", "  \t").replace(/\.$/, ""),
        sentence.replaceAll(" ", "\r\n"),
        sentence.replaceAll("'", "’").replace(/[.,]/g, " …"),
        `<p>${sentence.replaceAll("'", "&#39;").replace(" ", "&nbsp;")}</p><p>Sorry!</p>`,
        `Hello Anna,\n${sentence}`,
        `"${sentence}" 🙂`,
      ];
      expect(variants.map((variant) => reasonOf(variant))).toEqual(variants.map(() => key));
    },
  );

  test.each([
    "irrelevant",
    "Known bug",
    "Is this bug relevant? It will not be fixed, I think.",
    "I would not say that this is a legit bug but already known.",
    "The test instructions were not followedup",
    "This bug is not relevant",
    "",
    "<>",
  ])("is not read out of %j", (body) => {
    expect(reasonOf(body)).toBeNull();
  });

  test("is the newest one, whatever the order of the comments; what comes without a time is the oldest", () => {
    const [first, second, third] = REJECT_REASONS.slice(0, 3).map((reason) => reason.default_comment);
    const comment = (body = "", createdAt: Date | null = null) => ({ id: null, author: null, body, createdAt });
    const comments = [
      comment(first, new Date(1000)),
      comment("But I did!", new Date(9000)),
      comment(second, new Date(5000)),
      comment(third),
    ];
    expect(rejectionOf({ status: "rejected", comments }, KNOWN_REJECT_REASONS)).toEqual({
      reason: "ignored_instructions",
      at: new Date(5000),
    });
    const untimed = [comment(first), comment(third)];
    expect(rejectionOf({ status: "rejected", comments: untimed }, KNOWN_REJECT_REASONS)).toEqual({
      reason: "intended_behavior",
      at: null,
    });
  });

  test.each(["accepted", "forwarded", "submitted", null])("belongs to no bug that is %s", (status) => {
    const { comments } = rejected("The test instructions were not followed.");
    expect(rejectionOf({ status, comments }, KNOWN_REJECT_REASONS)).toBeNull();
  });
});

describe("the list TestIO answers", () => {
  test("adds its sentences, also of reasons nobody knew, to the known ones", () => {
    const reasons = readRejectReasons([
      {
        id: 8,
        key: "duplicate_in_cycle",
        name: "Duplicate",
        default_comment: "Somebody reported it in this cycle before.",
      },
      { key: "known_bug", default_comment: "We knew about this one already." },
    ]);
    const read = (body: string) => rejectionOf(rejected(body), reasons)?.reason ?? null;
    expect(read("Somebody reported it in this cycle before, sorry")).toBe("duplicate_in_cycle");
    expect(read("Duplicate")).toBeNull();
    expect(read("we knew about this one already")).toBe("known_bug");
    expect(read("This is a legit bug but already known.")).toBe("known_bug");
  });

  test("may hold anything", () => {
    const odd = [
      {},
      { key: null },
      { key: " " },
      { key: 7, default_comment: "Not a usable key at all." },
      { key: "x", name: null },
    ];
    expect(readRejectReasons(odd)).toEqual(KNOWN_REJECT_REASONS);
  });
});
