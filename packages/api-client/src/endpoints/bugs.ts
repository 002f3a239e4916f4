import { bugReader } from "../schemas/bug.js";
import { asAnswered, readList, readOne } from "../schemas/envelope.js";
import type { ApiClient } from "../types.js";
import type { EndpointContext } from "./context.js";
import { namesNothing, parameters, positive } from "./parameters.js";

export function bugEndpoints({
  transport,
  drift,
}: EndpointContext): Pick<ApiClient, "listBugs" | "getBug" | "listRejectReasons"> {
  const read = bugReader(drift);
  return {
    async listBugs({ productIds, sectionIds, testIds, exportStatus }, options = {}) {
      if (namesNothing(productIds, sectionIds, testIds)) return { items: [], unreadable: [] };
      const query = parameters({
        filter_product_ids: productIds,
        filter_section_ids: sectionIds,
        filter_test_cycle_ids: testIds,
        export_status: exportStatus,
      });
      return readList("/bugs", await transport.getJson("/bugs", query, options.signal), "bugs", read);
    },
    async getBug(id, options = {}) {
      const path = `/bugs/${positive("id", id)}`;
      return readOne(path, await transport.getJson(path, parameters({}), options.signal), "bug", read);
    },
    async listRejectReasons(options = {}) {
      const path = "/bugs/reject_reasons";
      const json = await transport.getJson(path, parameters({}), options.signal);
      return readList(path, json, "reject_reasons", asAnswered);
    },
  };
}
