import { type ApiClient, type ApiTest, isApiError } from "@testio/api-client";

/** What a test was said to be. */
interface TestContent {
  id: number;
  title: string;
  status: string;
  endAt: number | null;
}

/** What the API answered, as whoever asked got it. */
export type Answer =
  | { of: "products"; ids: number[] }
  | { of: "page"; productId: number; page: number; perPage: number; tests: TestContent[] }
  | { of: "test"; test: TestContent }
  | { of: "no test"; id: number }
  | { of: "features"; productId: number; sectionId: number | null; ids: number[] }
  | { of: "bugs"; productIds: number[] | null; testIds: number[] | null; bugs: { id: number; title: string }[] };

export interface LoggedAnswer {
  answer: Answer;
  /** The moment it came, in the world's sequence. */
  moment: number;
  /** The injected clock then, in milliseconds. */
  at: number;
}

export interface AnswerClock {
  moment(): number;
  now(): number;
}

function contentOf({ id, title, status, endAt }: ApiTest): TestContent {
  return { id, title, status, endAt: endAt?.getTime() ?? null };
}

/** The client, and a log of all it was answered. What failed on the way is no answer. */
export function loggingClient(client: ApiClient, clock: AnswerClock, log: LoggedAnswer[]): ApiClient {
  const note = (answer: Answer): void => {
    log.push({ answer, moment: clock.moment(), at: clock.now() });
  };
  return {
    ...client,
    async listProducts(...parameters) {
      const answer = await client.listProducts(...parameters);
      note({ of: "products", ids: answer.items.map(({ id }) => id) });
      return answer;
    },
    async listTests(query, options) {
      const answer = await client.listTests(query, options);
      note({ of: "page", ...query, tests: answer.items.map(contentOf) });
      return answer;
    },
    async getTest(id, ...parameters) {
      try {
        const test = await client.getTest(id, ...parameters);
        note({ of: "test", test: contentOf(test) });
        return test;
      } catch (error) {
        if (isApiError(error) && error.name === "ApiNotFoundError") note({ of: "no test", id });
        throw error;
      }
    },
    async listFeatures(query, options) {
      const answer = await client.listFeatures(query, options);
      const { productId, sectionId = null } = query;
      note({ of: "features", productId, sectionId, ids: answer.items.map(({ id }) => id) });
      return answer;
    },
    async listBugs(query, options) {
      const answer = await client.listBugs(query, options);
      const { productIds = null, testIds = null } = query;
      const bugs = answer.items.map(({ id, title }) => ({ id, title }));
      note({ of: "bugs", productIds: productIds && [...productIds], testIds: testIds && [...testIds], bugs });
      return answer;
    },
  };
}
