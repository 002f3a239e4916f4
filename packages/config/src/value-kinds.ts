import * as z from "zod";

/** A form of value: what the text of a variable may be, and what it becomes. */
export interface ValueKind<Value> {
  /** Completes the sentence "must be …". */
  allowed: string;
  schema: z.ZodType<Value, string>;
}

export function text(allowed = "a text"): ValueKind<string> {
  return { allowed, schema: z.string().trim().min(1) };
}

export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): ValueKind<number> {
  return {
    allowed: max === Number.MAX_SAFE_INTEGER ? `a whole number from ${min}` : `a whole number from ${min} to ${max}`,
    schema: z.string().trim().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(min).max(max)),
  };
}

export function yesOrNo(): ValueKind<boolean> {
  return {
    allowed: "true or false",
    schema: z
      .string()
      .trim()
      .pipe(z.stringbool({ truthy: ["true", "1", "yes", "on"], falsy: ["false", "0", "no", "off"] })),
  };
}

/** One of some words, in any case; `synonyms` are words of other tools for the same values. */
export function oneOf<const Word extends string>(
  words: readonly [Word, ...Word[]],
  synonyms: Readonly<Record<string, Word>> = {},
): ValueKind<Word> {
  return {
    allowed: `one of ${words.join(", ")}`,
    schema: z
      .string()
      .trim()
      .toLowerCase()
      .transform((word) => synonyms[word] ?? word)
      .pipe(z.enum(words)),
  };
}

/** A list written with commas (`1, 2`) or as JSON (`[1, 2]`). An empty list means "not restricted". */
function listOf<Item>(item: z.ZodType<Item>, allowed: string): ValueKind<Item[] | null> {
  return {
    allowed,
    schema: z
      .string()
      .trim()
      .transform((value, context): unknown[] => {
        if (!value.startsWith("[")) return value.split(",").map((part) => part.trim());
        const list = z.array(z.unknown()).safeParse(parseJson(value));
        if (list.success) return list.data;
        context.addIssue("not a JSON array");
        return z.NEVER;
      })
      .pipe(z.array(item))
      .transform((list) => (list.length === 0 ? null : [...new Set(list)])),
  };
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function idList(): ValueKind<number[] | null> {
  const id = z
    .union([z.number(), z.string().trim().regex(/^\d+$/).transform(Number)])
    .pipe(z.number().int().positive());
  return listOf(id, "ids, as in 598,1024 or [598, 1024]");
}

export function nameList(): ValueKind<string[] | null> {
  return listOf(
    z.string().regex(/^[a-z][a-z0-9_]*$/),
    'tool names, as in list_tests,sync_data or ["list_tests", "sync_data"]',
  );
}

/** A part of a whole, written as a fraction. */
export function share(): ValueKind<number> {
  return {
    allowed: "a share from 0 to 1, as in 0.2",
    schema: z
      .string()
      .trim()
      .regex(/^\d*\.?\d+$/)
      .transform(Number)
      .pipe(z.number().min(0).max(1)),
  };
}

/** Host names and addresses, without ports. */
export function hostList(): ValueKind<string[] | null> {
  const host = z
    .string()
    .toLowerCase()
    .regex(/^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)$/);
  return listOf(host, "host names without port, as in testio.example.com,10.0.0.7");
}

export function httpUrl(): ValueKind<string> {
  return {
    allowed: "an http or https URL without user name, query and fragment, as in https://api.test.io/customer/v2",
    schema: z
      .string()
      .trim()
      .refine((value) => {
        if (!URL.canParse(value)) return false;
        const { protocol, username, password, search, hash } = new URL(value);
        return /^https?:$/.test(protocol) && username + password + search + hash === "";
      })
      .transform((value) => value.replace(/\/+$/, "")),
  };
}

/** Surrounding quotes come from configuration files that were quoted once too often. */
const SURROUNDING_QUOTES = /^(["'])(.*)\1$/s;

/** An API token: goes into an HTTP header, where other characters cannot be sent. */
export function token(): ValueKind<string> {
  return {
    allowed: 'the token alone: without spaces, control or non-ASCII characters, and without "Token" in front of it',
    schema: z
      .string()
      .trim()
      .transform((value) => value.replace(SURROUNDING_QUOTES, "$2").trim())
      .pipe(z.string().regex(/^[\x21-\x7e]+$/)),
  };
}
