// Loaded before a program (`node --import`): its clock goes so many milliseconds away from this machine's as the address of this
// module says, so that "today" is a day of the simulated customer's data, whenever the tests run.
const shift = Number(new URL(import.meta.url).searchParams.get("shift"));
const { now } = Date;
const shiftedNow = () => now() + shift;

// A proxy, not a subclass: the dates that Node itself makes stay dates.
const Shifted = new Proxy(Date, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [shiftedNow()] : args, newTarget),
  get: (target, key, receiver) => (key === "now" ? shiftedNow : Reflect.get(target, key, receiver)),
});
Object.assign(globalThis, { Date: Shifted });
