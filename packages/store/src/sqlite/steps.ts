import type { ArgType, SqlQuery, SqlResultSet } from "@prisma/driver-adapter-utils";
import type { Connection } from "./driver.js";

/** A statement and its values. The kinds of these, which a `SqlQuery` has beside it, cost a thread as much to hand over. */
export type Statement = Pick<SqlQuery, "sql" | "args">;

/** Something to do on a connection. */
export type Step =
  | { call: "queryRaw" | "executeRaw"; statement: Statement }
  | { call: "executeScript"; script: string };

export type StepResult = SqlResultSet | number | undefined;

/** A connection that may be far away: it takes several steps at once, so that they share the way. */
export interface StepConnection extends Connection {
  /** Runs the steps in their order until one fails. Answers what the last one did. */
  run(steps: readonly Step[]): Promise<StepResult>;
}

export async function runSteps(connection: Connection, steps: readonly Step[]): Promise<StepResult> {
  let result: StepResult;
  for (const step of steps) result = await runStep(connection, step);
  return result;
}

async function runStep(connection: Connection, step: Step): Promise<StepResult> {
  switch (step.call) {
    case "queryRaw":
      return connection.queryRaw(toQuery(step.statement));
    case "executeRaw":
      return connection.executeRaw(toQuery(step.statement));
    case "executeScript":
      await connection.executeScript(step.script);
      return undefined;
  }
}

const ANY: ArgType = { scalarType: "unknown", arity: "scalar" };

/** The driver looks at the kind of each value by itself. */
function toQuery({ sql, args }: Statement): SqlQuery {
  return { sql, args, argTypes: args.map(() => ANY) };
}

/** For a connection of this thread. */
export function withSteps(connection: Connection): StepConnection {
  const { provider, adapterName } = connection;
  return {
    provider,
    adapterName,
    queryRaw: (query) => connection.queryRaw(query),
    executeRaw: (query) => connection.executeRaw(query),
    executeScript: (script) => connection.executeScript(script),
    dispose: () => connection.dispose(),
    run: (steps) => runSteps(connection, steps),
  };
}

export function resultSet(result: StepResult): SqlResultSet {
  if (typeof result === "object") return result;
  throw new TypeError("A query was answered with something else than rows.");
}
