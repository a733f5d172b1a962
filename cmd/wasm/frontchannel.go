//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/jsbridge"
)

// frontChannelLogout is passportFrontChannelLogout(configuration, url).
func (p *program) frontChannelLogout(args []js.Value) js.Value {
	return promise(func() (js.Value, error) {
		url, ok := jsbridge.String(argument(args, 1))
		if !ok && !isAbsent(argument(args, 1)) {
			return js.Undefined(), invalid("the url given to frontChannelLogout must be a string")
		}
		client, _, err := p.client(argument(args, 0))
		if err != nil {
			return js.Undefined(), err
		}
		outcome, err := client.FrontChannelLogout(url)
		return object("status", string(outcome.Status), "reason", text(outcome.Reason)), err
	})
}
