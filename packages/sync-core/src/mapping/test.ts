import { type ApiTest, createRedactor } from "@testio/api-client";
import type { TestWrite } from "@testio/store";

/** A test as it is stored. It belongs to the product in whose list it was found, whatever the record itself says. */
export function toTestWrite(test: ApiTest, productId: number): TestWrite {
  const { raw, product: _product, section, requirements, ...fields } = test;
  const { record, text } = createRedactor(raw);
  return {
    ...fields,
    title: text(fields.title),
    goal: text(fields.goal),
    instructions: text(fields.instructions),
    outOfScope: text(fields.outOfScope),
    features: fields.features.map((feature) => ({
      ...feature,
      title: text(feature.title),
      description: text(feature.description),
      howtofind: text(feature.howtofind),
      userStories: feature.userStories.map(text),
    })),
    productId,
    sectionId: section?.id ?? null,
    platforms: requirements,
    data: JSON.stringify(record),
  };
}
