import { type ApiProduct, redactRecord } from "@testio/api-client";
import type { ProductWrite } from "@testio/store";

export function toProductWrite(product: ApiProduct): ProductWrite {
  return {
    id: product.id,
    title: product.name,
    type: product.productType,
    description: product.description,
    sections: product.sections.map(({ id, name }) => ({
      id,
      title: name,
      isDefault: id === product.defaultSectionId,
    })),
    data: JSON.stringify(redactRecord(product.raw)),
  };
}
