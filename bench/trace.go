package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/io"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// trace records what the browser's threads do while f runs.
func (t *tab) trace(f func() error) ([]traceEvent, error) {
	_, err := chromedp.Call(t.ctx, tracing.Start, tracing.StartParams{
		TransferMode: tracing.StartTransferModeReturnAsStream,
		// The first has the tasks that threads run, the second the page's marks.
		TraceConfig: &tracing.TraceConfig{IncludedCategories: []string{"disabled-by-default-devtools.timeline", "blink.user_timing"}},
	})
	if err != nil {
		return nil, err
	}
	if err := f(); err != nil {
		return nil, err
	}
	complete, err := chromedp.Run(t.ctx, chromedp.WaitEvent(tracing.TracingComplete, nil, stopTracing))
	if err != nil {
		return nil, err
	}
	data, err := t.read(complete.Stream)
	if err != nil {
		return nil, err
	}
	var recorded struct{ TraceEvents []traceEvent }
	if err := json.Unmarshal(data, &recorded); err != nil {
		return nil, fmt.Errorf("trace: %w", err)
	}
	return recorded.TraceEvents, nil
}

var stopTracing = chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
	_, err := cdp.Call(ctx, t, tracing.End, cdp.Empty{})
	return err
})

// read reads a stream of the browser to its end.
func (t *tab) read(stream io.StreamHandle) ([]byte, error) {
	var data []byte
	for {
		chunk, err := chromedp.Call(t.ctx, io.Read, io.ReadParams{Handle: stream})
		if err != nil {
			return nil, err
		}
		data = append(data, chunk.Data...)
		if chunk.EOF {
			return data, nil
		}
	}
}
