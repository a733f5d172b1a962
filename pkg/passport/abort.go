package passport

import "sync"

// AbortSignal tells that a caller gives up (DOM, section 3.2).
type AbortSignal interface {
	// Aborted tells whether the caller has given up.
	Aborted() bool
	// OnAbort calls f once when the caller gives up, at once where it has done so
	// already. f must return at once. remove is safe to call twice.
	OnAbort(f func()) (remove func())
}

// AbortOn makes a signal of a [context.Context], or of anything else that closes a
// channel to give up.
func AbortOn(ctx interface{ Done() <-chan struct{} }) AbortSignal { return channelSignal(ctx.Done()) }

type channelSignal <-chan struct{}

func (c channelSignal) Aborted() bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

func (c channelSignal) OnAbort(f func()) (remove func()) {
	removed := make(chan struct{})
	go func() {
		select {
		case <-c:
			f()
		case <-removed:
		}
	}()
	return sync.OnceFunc(func() { close(removed) })
}
