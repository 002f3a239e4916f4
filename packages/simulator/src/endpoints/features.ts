import type { Feature } from "../data/feature.js";
import { storiesOf } from "../data/features.js";
import type { ApiRecord } from "../data/record.js";
import { failure, list, notFound } from "../http/answer.js";
import type { Endpoint } from "./context.js";
import { includesUserStories, positive } from "./query.js";

function present(features: readonly Feature[], query: URLSearchParams): ApiRecord[] {
  if (!includesUserStories(query)) return features.map((feature) => ({ ...feature }));
  return features.map((feature) => ({
    ...feature,
    user_stories: storiesOf(feature).map(({ featureId, ...story }) => ({ ...story, feature_id: featureId })),
  }));
}

export const listFeatures: Endpoint = ({ customer, query, ids: [productId = Number.NaN] }) => {
  const plan = customer.products.get(productId);
  if (!plan) return notFound("Product");
  if (plan.sections.length > 0) return failure(422, "Product has sections, use the features of a section instead");
  return list("features", present(customer.products.features(plan), query));
};

export const listSectionFeatures: Endpoint = ({ customer, query, ids: [productId = Number.NaN, sectionId] }) => {
  const plan = customer.products.get(productId);
  if (!plan) return notFound("Product");
  const isLegacyDefault = plan.sections.length === 0 && sectionId === plan.record.default_section_id;
  if (isLegacyDefault) return list("features", present(customer.products.features(plan), query));
  if (sectionId === undefined || !plan.bySection.has(sectionId)) return notFound("Section");
  return list("features", present(customer.products.features(plan, sectionId), query));
};

export const listUserStories: Endpoint = ({ customer, query, ids: [productId = Number.NaN] }) => {
  const plan = customer.products.get(productId);
  if (!plan) return notFound("Product");
  const sectionId = query.get("section_id") ? positive(query, "section_id", Number.NaN) : undefined;
  if (plan.sections.length > 0 && sectionId === undefined) {
    // Both answers occur in production; which one depends on the product.
    return plan.index % 2 === 0 ? failure(400, "section_id is missing") : failure(500, "Internal Server Error", true);
  }
  const hasSection =
    sectionId === undefined || sectionId === plan.record.default_section_id || plan.bySection.has(sectionId);
  if (!hasSection) return notFound("Section");
  const inSection = plan.sections.length > 0 ? sectionId : undefined;
  const stories = customer.products.features(plan, inSection).flatMap(storiesOf);
  return list(
    "user_stories",
    stories.map(({ featureId, ...story }) =>
      customer.settings.quirks && story.id % 13 === 0 ? { ...story, feature_id: featureId } : story,
    ),
  );
};
