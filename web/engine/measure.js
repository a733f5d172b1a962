/** Shows the span from start until now in the browser's profiler (User Timing), in the place of an earlier one of that name. */
export function measure(name, start) {
  performance.clearMeasures(`passport:${name}`);
  performance.measure(`passport:${name}`, { start });
}
