import * as z from "zod";

/** An answer that is no JSON. */
export const documentSchema = z.object({
  text: z.string(),
  /** What a browser calls it when it is saved. */
  file_name: z.string(),
  content_type: z.string(),
  /** What a page may do (Content-Security-Policy); null for what is no page. */
  policy: z.string().nullable(),
});

/** The headers a document is sent with: a page is shown, anything else is saved. */
export function documentHeaders({ file_name, content_type, policy }: z.output<typeof documentSchema>) {
  const plain = file_name.replace(/[^\w.-]/g, "_");
  const named = `filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file_name)}`;
  return {
    "Content-Type": content_type,
    "Content-Disposition": `${policy === null ? "attachment" : "inline"}; ${named}`,
    // Figures of a customer do not belong into the cache of a proxy.
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    ...(policy === null ? {} : { "Content-Security-Policy": policy }),
  };
}
