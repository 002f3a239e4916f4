import { describe, expect, it } from "vitest";
import { first, ids, json, object, objects, request, rows, start, status } from "./client.js";

const PLAIN = 25001;
const WITH_SECTIONS = 25002;
const LEGACY = 25003;
const WITH_DEFAULT = 25004;

describe("features", () => {
  it("come at once for a product without sections", async () => {
    const simulator = await start();
    const features = await rows(simulator, `/products/${PLAIN}/features`, "features");
    expect(features.length).toBeGreaterThan(10);
    expect(Object.keys(first(features))).toEqual(["id", "title", "description", "howtofind", "user_stories"]);
    expect(features.map((feature) => feature.id)).toEqual(simulator.truth.featureIds(PLAIN));
    expect(await status(simulator, `/products/${LEGACY}/features`)).toBe(200);
    expect(await status(simulator, "/products/7/features")).toBe(404);
  });

  it("are refused without a section where there are sections", async () => {
    const simulator = await start();
    const response = await request(simulator, `/products/${WITH_SECTIONS}/features`);
    expect(response.status).toBe(422);
    expect(object(await response.json()).error).toBeTypeOf("string");
    expect(await status(simulator, `/products/${WITH_DEFAULT}/features`)).toBe(422);
  });

  it("make up the product over all sections, some in several", async () => {
    const simulator = await start();
    const bySection = await Promise.all(
      [250021, 250022, 250023].map((id) =>
        ids(simulator, `/products/${WITH_SECTIONS}/sections/${id}/features`, "features"),
      ),
    );
    const all = bySection.flat();
    expect([...new Set(all)].sort()).toEqual(simulator.truth.featureIds(WITH_SECTIONS));
    expect(all.length).toBeGreaterThan(new Set(all).size);
    expect(await status(simulator, `/products/${WITH_SECTIONS}/sections/1/features`)).toBe(404);
    expect(await status(simulator, "/products/7/sections/1/features")).toBe(404);
  });

  it("of the legacy default section are all features", async () => {
    const simulator = await start();
    const path = `/products/${LEGACY}/sections/250030/features`;
    expect(await ids(simulator, path, "features")).toEqual(simulator.truth.featureIds(LEGACY));
  });

  it("hold story objects when asked to", async () => {
    const simulator = await start();
    const [feature] = await rows(simulator, `/products/${PLAIN}/features?includes[]=user_stories`, "features");
    const story = first(objects(feature?.user_stories));
    expect(story).toEqual({ id: 25001000, path: "/checkout/1", title: expect.any(String), feature_id: feature?.id });
  });
});

describe("user stories", () => {
  it("are those of the features, with ids and mostly without feature_id", async () => {
    const simulator = await start();
    const stories = await rows(simulator, `/products/${PLAIN}/user_stories`, "user_stories");
    const features = await rows(simulator, `/products/${PLAIN}/features`, "features");
    expect(stories.map((story) => story.title)).toEqual(features.flatMap((feature) => feature.user_stories));
    const linked = stories.filter((story) => "feature_id" in story);
    expect(linked.length).toBeGreaterThan(0);
    expect(linked.length).toBeLessThan(stories.length / 4);
  });

  it("need a section where there are sections", async () => {
    const simulator = await start({ products: 11 });
    expect(await status(simulator, `/products/${WITH_SECTIONS}/user_stories`)).toBe(500);
    expect(await status(simulator, "/products/25011/user_stories")).toBe(400);
    expect(await status(simulator, `/products/${WITH_SECTIONS}/user_stories?section_id=250021`)).toBe(200);
    expect(await status(simulator, `/products/${WITH_SECTIONS}/user_stories?section_id=5`)).toBe(404);
    expect(await status(simulator, `/products/${PLAIN}/user_stories?section_id=250010`)).toBe(200);
    expect(await status(simulator, "/products/7/user_stories")).toBe(404);
  });
});

describe("user story executions", () => {
  const LIST = "/user_story_version_executions";
  const ENVELOPE = "user_story_version_executions";

  it("are paged, newest first, with a total", async () => {
    const simulator = await start();
    const answer = await json(simulator, `${LIST}?page=1&per_page=10`);
    const total = Number(object(answer.meta).record_count);
    expect(objects(answer[ENVELOPE])).toHaveLength(10);
    const all = await ids(simulator, `${LIST}?page=1&per_page=100000`, ENVELOPE);
    expect(all).toHaveLength(total);
    expect(await ids(simulator, LIST, ENVELOPE)).toEqual(all.slice(0, 25));
    expect(await ids(simulator, `${LIST}?page=3&per_page=10`, ENVELOPE)).toEqual(all.slice(20, 30));
    expect(await ids(simulator, `${LIST}?page=1&per_page=100000&order=asc`, ENVELOPE)).toEqual(all.reverse());
  });

  it("filter by stories and versions", async () => {
    const simulator = await start();
    const [row] = await rows(simulator, LIST, ENVELOPE);
    const ofStory = await json(simulator, `${LIST}?user_story_ids[]=${row?.user_story_id}`);
    expect(new Set(objects(ofStory[ENVELOPE]).map((entry) => entry.user_story_id))).toEqual(
      new Set([row?.user_story_id]),
    );
    expect(object(ofStory.meta).record_count).toBe(objects(ofStory[ENVELOPE]).length);
    const version = await rows(simulator, `${LIST}?user_story_version_ids[]=${row?.user_story_version_id}`, ENVELOPE);
    expect(version.every((entry) => entry.user_story_version_id === row?.user_story_version_id)).toBe(true);
  });
});

describe("smaller resources", () => {
  it("have test environments with credentials", async () => {
    const simulator = await start();
    const environments = await rows(simulator, `/products/${PLAIN}/test_environments`, "test_environments");
    expect(environments).toHaveLength(3);
    const [environment] = environments;
    expect(environment).toMatchObject({ username: expect.any(String), password: expect.any(String) });
    const alone = await json(simulator, `/products/${PLAIN}/test_environments/${environment?.id}`);
    expect(alone.test_environment).toEqual(environment);
    expect(await status(simulator, `/products/${PLAIN}/test_environments/1`)).toBe(404);
    expect(await status(simulator, "/products/7/test_environments")).toBe(404);
    expect(await status(simulator, "/products/7/test_environments/1")).toBe(404);
  });

  it("have test templates per product and section", async () => {
    const simulator = await start();
    expect(await ids(simulator, "/test_templates", "test_templates")).toHaveLength(15);
    expect(await ids(simulator, `/test_templates?product_id=${PLAIN}`, "test_templates")).toHaveLength(3);
    const inSection = await rows(simulator, "/test_templates?section_id=250022", "test_templates");
    expect(inSection.map((template) => object(template.section).id)).toEqual([250022]);
  });

  it("have connections that products name", async () => {
    const simulator = await start({ products: 8 });
    const products = await rows(simulator, "/products", "products");
    const connection = object(products.find((product) => product.connection !== null)?.connection);
    expect((await json(simulator, `/connections/${connection.id}`)).connection).toMatchObject(connection);
    expect(await status(simulator, "/connections/1")).toBe(404);
  });
});
