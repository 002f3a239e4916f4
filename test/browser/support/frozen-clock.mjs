// Loaded before a program (`node --import`): for it, it is always the moment that the address of this module says, and
// nothing takes any time. What it writes then is the same on every run. Timers go on as usual.
const at = Number(new URL(import.meta.url).searchParams.get("at"));
const frozenNow = () => at;

// A proxy, not a subclass: the dates that Node itself makes stay dates.
const Frozen = new Proxy(Date, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [at] : args, newTarget),
  get: (target, key, receiver) => (key === "now" ? frozenNow : Reflect.get(target, key, receiver)),
});
Object.assign(globalThis, { Date: Frozen });
performance.now = () => 0;
