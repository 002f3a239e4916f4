import type { z } from "zod";
import type { ApiBug, ApiBugDevice } from "../types.js";
import type { LenientFields } from "./lenient.js";
import { browserNames, browsersField } from "./test-parts.js";

export function commentShape(fields: LenientFields) {
  return {
    id: fields.id("id"),
    author: fields.named("author"),
    body: fields.text("body"),
    created_at: fields.date("created_at"),
  };
}

type Comment = z.output<z.ZodObject<ReturnType<typeof commentShape>>>;

export function toComment(record: Comment): ApiBug["comments"][number] {
  return {
    id: record.id,
    author: record.author?.name ?? null,
    body: record.body ?? "",
    createdAt: record.created_at,
  };
}

export function deviceShape(fields: LenientFields) {
  return {
    category: fields.named("category"),
    vendor: fields.named("vendor"),
    device: fields.named("device"),
    operating_system: fields.named("operating_system"),
    operating_system_version: fields.named("operating_system_version"),
    browsers: browsersField(fields),
  };
}

type Device = z.output<z.ZodObject<ReturnType<typeof deviceShape>>>;

export function toDevice(record: Device): ApiBugDevice {
  return {
    category: record.category?.name ?? null,
    vendor: record.vendor?.name ?? null,
    device: record.device?.name ?? null,
    operatingSystem: record.operating_system?.name ?? null,
    operatingSystemVersion: record.operating_system_version?.name ?? null,
    browsers: browserNames(record.browsers),
  };
}
