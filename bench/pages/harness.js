// Runs first on every measured page: it takes the times, in the page's own
// clock, and reports them to the driver.
const bench = (() => {
  const marks = {};
  const memories = new Set();
  let longTasks = 0;
  const mark = (name) => (marks[name] ??= performance.now());
  const report = (name) => benchReport(JSON.stringify({ name, marks, ...measure() }));
  const idle = () => new Promise((resolve) => requestIdleCallback(resolve));

  performance.mark('bench:start');
  addEventListener('load', () => performance.mark('bench:load'), { once: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks += duration;
  }).observe({ type: 'longtask', buffered: true });

  // Every subject removes its session by removeItem. The first removal counts.
  const { removeItem } = Storage.prototype;
  Storage.prototype.removeItem = function (key) {
    removeItem.call(this, key);
    if (key === settings.key) mark('cleared');
  };

  // A WebAssembly memory shows in no heap statistics.
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const result = await original(...args);
      const { exports } = result.instance ?? result;
      for (const value of Object.values(exports)) if (value instanceof WebAssembly.Memory) memories.add(value);
      return result;
    };
  }

  function measure() {
    const [page] = performance.getEntriesByType('navigation');
    const bytes = { beforeLoad: 0, total: 0 };
    for (const { encodedBodySize, responseEnd } of performance.getEntriesByType('resource')) {
      bytes.total += encodedBodySize;
      if (page.loadEventStart === 0 || responseEnd <= page.loadEventStart) bytes.beforeLoad += encodedBodySize;
    }
    return { bytes, longTasks };
  }

  const wasmMemory = () => Array.from(memories, (m) => m.buffer.byteLength).reduce((a, b) => a + b, 0);

  async function settle(subject) {
    if (document.readyState !== 'complete') await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
    await idle();
    await subject.ready?.();
    mark('ready');
    await idle();
    report('settled');
  }

  /** Makes the subject usable and its button work; ?now logs out at once, ?rest asks nothing of it. */
  function run(subject) {
    const instance = subject.create();
    mark('usable');
    if (location.search === '?rest') return;
    const logout = async () => {
      mark('click');
      try {
        await subject.logout(instance);
        mark('done');
        report('done');
      } catch (error) {
        marks.error = String(error);
        report('failed');
      }
    };
    if (location.search === '?now') return void logout();
    document.querySelector('button').onclick = logout;
    navigation.onnavigate = () => {
      mark('navigate');
      report('navigate');
    };
    report('usable');
    settle(subject);
  }

  return { mark, measure, run, wasmMemory };
})();
