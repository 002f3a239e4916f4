import { type ApiTest, redactRecord } from "@testio/api-client";
import type { TestWrite } from "@testio/store";

/** A test as it is stored. It belongs to the product in whose list it was found, whatever the record itself says. */
export function toTestWrite(test: ApiTest, productId: number): TestWrite {
  const { raw, product: _product, section, requirements, ...fields } = test;
  return {
    ...fields,
    productId,
    sectionId: section?.id ?? null,
    platforms: requirements,
    data: redactRecord(raw),
  };
}
