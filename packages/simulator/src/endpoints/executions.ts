import { storiesOf } from "../data/features.js";
import { testerName } from "../data/people.js";
import type { ApiRecord } from "../data/record.js";
import { DAY, timeFormat } from "../data/time.js";
import { list } from "../http/answer.js";
import { Dice, STREAM } from "../random.js";
import type { Customer } from "../world/customer.js";
import type { Endpoint } from "./context.js";
import { idArray, positive } from "./query.js";

const DEFAULT_PER_PAGE = 25;
const STATUSES = ["passed", "passed", "passed", "failed", "blocked"] as const;
const VERSIONS = 3;

/** Executions of a user story, oldest first. Few per story, so they can all be counted. */
function* executionIds(customer: Customer): Generator<{ id: number; storyId: number; versionId: number }> {
  for (const plan of customer.products.all()) {
    for (const story of customer.products.features(plan).flatMap(storiesOf)) {
      const count = new Dice(customer.settings.seed, STREAM.execution, story.id).below(7);
      for (let run = 0; run < count; run += 1) {
        yield { id: story.id * 10 + run, storyId: story.id, versionId: story.id * 10 + (run % VERSIONS) };
      }
    }
  }
}

function execution(
  customer: Customer,
  { id, storyId, versionId }: { id: number; storyId: number; versionId: number },
): ApiRecord {
  const { settings } = customer;
  const dice = new Dice(settings.seed, STREAM.execution, -id);
  const time = timeFormat(dice, settings.quirks);
  return {
    id,
    user_story_id: storyId,
    user_story_version_id: versionId,
    status: dice.pick(STATUSES),
    tester: { name: testerName(dice, settings) },
    comment: dice.chance(0.2) ? "Worked after the second try." : null,
    executed_at: time(settings.nowMs - dice.below(365) * DAY),
  };
}

export const listExecutions: Endpoint = ({ customer, query, shaping }) => {
  const stories = idArray(query, "user_story_ids[]");
  const versions = idArray(query, "user_story_version_ids[]");
  const all = [...executionIds(customer)].filter(
    ({ storyId, versionId }) => (!stories || stories.has(storyId)) && (!versions || versions.has(versionId)),
  );
  if (query.get("order") !== "asc") all.reverse();
  const perPage = Math.min(
    positive(query, "per_page", DEFAULT_PER_PAGE),
    shaping.perPageCap ?? Number.POSITIVE_INFINITY,
  );
  const start = (positive(query, "page", 1) - 1) * perPage;
  const page = shaping.ignorePaging ? all : all.slice(start, start + perPage);
  return list(
    "user_story_version_executions",
    page.map((entry) => execution(customer, entry)),
    { record_count: all.length },
  );
};
