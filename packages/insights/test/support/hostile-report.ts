import { getProductQualityReport, type ProductQualityReport } from "../../src/index.js";
import { HOSTILE_TEXTS } from "./markup.js";
import { bug, feature, named, storeFeatures } from "./records.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "./store.js";

/** The report of a product for each hostile text, which stands wherever a customer or tester can write. */
export async function hostileReport(texts = HOSTILE_TEXTS): Promise<ProductQualityReport> {
  const store = await freshStore();
  await fill(store, {
    products: texts.map((title, place) => product(place + 1, { title })),
    tests: texts.map((title, place) =>
      test(place + 1, {
        productId: place + 1,
        title,
        testingType: title,
        environment: { id: 1, title, url: title },
        features: [{ ...named(500 + place, 50 + place), title }],
        platforms: [
          {
            category: null,
            operatingSystemId: null,
            operatingSystem: title,
            minVersion: null,
            maxVersion: null,
            browsers: [],
          },
        ],
      }),
    ),
    states: texts.map((_, place) => state(place + 1)),
  });
  for (const [place, title] of texts.entries()) {
    await storeFeatures(store, place + 1, [
      feature(50 + place, { productId: place + 1, title }),
      feature(150 + place, { productId: place + 1, title }),
    ]);
  }
  const bugs = texts.map((title, place) =>
    bug(place + 1, place + 1, {
      productId: place + 1,
      testFeatureId: 500 + place,
      title,
      severity: title,
      status: place % 2 === 0 ? "forwarded" : "rejected",
      rejectionReason: title,
      reporter: title,
      devices: [
        {
          category: null,
          vendor: null,
          device: null,
          operatingSystem: title,
          operatingSystemVersion: null,
          browsers: [],
        },
      ],
    }),
  );
  await store.write((tx) => tx.replaceBugs({ testIds: texts.map((_, place) => place + 1) }, bugs, SYNCED));
  const product_ids = texts.map((_, place) => place + 1);
  return getProductQualityReport(store, { product_ids, start_date: "2026" }, { now: () => NOW });
}
