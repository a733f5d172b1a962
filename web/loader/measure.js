/** Tells profilers of what took from start to end, in the place of the last entry of that name. */
export function measure(name, start, end) {
  try {
    performance.clearMeasures(`passport:${name}`);
    performance.measure(`passport:${name}`, { start, end });
  } catch {
    // Not every environment has User Timing.
  }
}
