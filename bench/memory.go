package main

import (
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// memory is the page's JavaScript heap after a garbage collection, and its
// WebAssembly memory, in bytes.
func (t *tab) memory() (float64, error) {
	if _, err := chromedp.Call(t.ctx, heapprofiler.CollectGarbage, cdp.Empty{}); err != nil {
		return 0, err
	}
	heap, err := chromedp.Call(t.ctx, runtime.GetHeapUsage, cdp.Empty{})
	if err != nil {
		return 0, err
	}
	wasm, err := chromedp.Run(t.ctx, chromedp.Evaluate[float64](`bench.wasmMemory()`))
	return heap.UsedSize + wasm, err
}
