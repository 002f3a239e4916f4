// Loaded before a program (`node --import`): what it measures as 30 seconds passes in 1.5.
const SPEED = 20;

const real = performance.now.bind(performance);
performance.now = () => SPEED * real();
