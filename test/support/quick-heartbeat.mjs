// Loaded before a program (`node --import`): what it does every 30 seconds happens every 30 milliseconds.
const real = globalThis.setInterval;
globalThis.setInterval = (task, milliseconds, ...args) => real(task, milliseconds / 1000, ...args);
