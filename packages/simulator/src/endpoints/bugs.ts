import { isExportRequested } from "../data/bugs.js";
import type { ApiRecord } from "../data/record.js";
import { REJECT_REASONS } from "../data/vocabulary/reject-reasons.js";
import { failure, list, notFound, one } from "../http/answer.js";
import type { Customer } from "../world/customer.js";
import type { Endpoint } from "./context.js";
import { idList } from "./query.js";

const EXPORT_STATES = ["export_requested", "not_exported", "exported"] as const;

export const listBugs: Endpoint = ({ customer, query }) => {
  const exportStatus = query.get("export_status") || undefined;
  if (exportStatus && !EXPORT_STATES.some((state) => state === exportStatus)) {
    return failure(422, "export_status is not valid");
  }
  const products = idList(query, "filter_product_ids");
  const sections = idList(query, "filter_section_ids");
  const tests = idList(query, "filter_test_cycle_ids");
  const filter = { products, sections, tests, exportStatus };
  // The real API may filter first; a bad bug of another section or export state is too rare to matter.
  for (const id of testsToRead(customer, filter)) {
    if (customer.bugs.isPoisoned(id)) return failure(500, "Internal Server Error", true);
  }
  return list("bugs", matching(customer, filter));
};

interface BugFilter {
  readonly products: ReadonlySet<number> | undefined;
  readonly sections: ReadonlySet<number> | undefined;
  readonly tests: ReadonlySet<number> | undefined;
  readonly exportStatus: string | undefined;
}

function* matching(customer: Customer, filter: BugFilter): Generator<ApiRecord> {
  for (const testId of testsToRead(customer, filter)) {
    for (const bug of customer.bugs.ofTest(testId)) {
      if (filter.sections && !filter.sections.has(idOf(bug.section))) continue;
      if (filter.exportStatus && exportState(customer, bug) !== filter.exportStatus) continue;
      yield bug;
    }
  }
}

function* testsToRead(customer: Customer, { products, tests }: BugFilter): Generator<number> {
  if (tests) {
    for (const id of tests) {
      const productId = customer.tests.productId(id);
      if (productId !== undefined && (!products || products.has(productId))) yield id;
    }
    return;
  }
  for (const plan of customer.products.all()) {
    if (!products || products.has(plan.id)) yield* customer.tests.ids(plan.id);
  }
}

function idOf(reference: unknown): number {
  return typeof reference === "object" && reference !== null && "id" in reference ? Number(reference.id) : Number.NaN;
}

function exportState(customer: Customer, bug: ApiRecord): (typeof EXPORT_STATES)[number] {
  if (bug.exported_at !== null) return "exported";
  const requested = bug.status === "accepted" && isExportRequested(customer.settings, Number(bug.id));
  return requested ? "export_requested" : "not_exported";
}

export const getBug: Endpoint = ({ customer, ids: [id = Number.NaN] }) => {
  const bug = customer.bugs.get(id);
  return bug ? one("bug", bug) : notFound("Bug");
};

export const listRejectReasons: Endpoint = () => list("reject_reasons", REJECT_REASONS);
