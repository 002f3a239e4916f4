import type { Http, HttpOptions } from "./http.js";

/**
 * Loads the HTTP libraries at the first request: they take longer to load than everything else here together, and a
 * program that answers from its database may never need them.
 */
export function lazyHttp(options: HttpOptions): Http {
  let loading: Promise<Http> | null = null;
  const load = async (): Promise<Http> => {
    const { createHttp } = await import("./http.js");
    return createHttp(options);
  };
  return {
    async get(path, query, signal) {
      loading ??= load();
      const http = await loading;
      return http.get(path, query, signal);
    },
    async close() {
      const http = await loading;
      await http?.close();
    },
  };
}
