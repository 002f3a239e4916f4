import type { ProductPlan } from "../data/plan.js";
import type { ApiRecord } from "../data/record.js";
import { list, notFound, one } from "../http/answer.js";
import type { Endpoint } from "./context.js";
import { idList } from "./query.js";

const TEMPLATES = [
  ["Regression", "coverage"],
  ["Quick check", "rapid"],
  ["First impressions", "usability"],
] as const;

function templatesOf(plan: ProductPlan): ApiRecord[] {
  return TEMPLATES.map(([title, type], position) => ({
    id: plan.id * 10 + position,
    title: `${title} – ${plan.name}`,
    testing_type: type,
    product: { id: plan.id, name: plan.name },
    section: plan.sections[position % Math.max(plan.sections.length, 1)] ?? null,
    goal_text: "Find what would keep users from coming back.",
    instructions_text: "Use your own device and a fresh account.",
    out_of_scope_text: null,
  }));
}

export const listTemplates: Endpoint = ({ customer, query }) => {
  const products = idList(query, "product_id");
  const sections = idList(query, "section_id");
  const templates = customer.products
    .all()
    .filter((plan) => !products || products.has(plan.id))
    .flatMap(templatesOf)
    .filter((template) => !sections || sections.has(Object(template.section).id));
  return list("test_templates", templates);
};

export const getConnection: Endpoint = ({ customer, ids: [id] }) => {
  for (const { record } of customer.products.all()) {
    const connection: unknown = record.connection;
    if (typeof connection === "object" && connection !== null && "id" in connection && connection.id === id) {
      return one("connection", {
        ...connection,
        url: "https://tracker.customer.example",
        project_key: "QA",
        active: true,
      });
    }
  }
  return notFound("Connection");
};
