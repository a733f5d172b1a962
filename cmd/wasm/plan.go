//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/pkg/passport"
)

// plan is passportPlan(configuration, options).
func (p *program) plan(args []js.Value) js.Value {
	return promise(func() (js.Value, error) {
		client, session, err := p.client(argument(args, 0))
		if err != nil {
			return js.Undefined(), err
		}
		options, _, wrong := p.readOptions(argument(args, 1))
		if wrong != nil {
			return js.Undefined(), wrong
		}
		options.ReachesFrame = p.reaches[session]
		plan, err := client.Plan(options)
		return encodePlan(plan), err
	})
}

// client is one of a raw configuration, and the key of its session.
func (p *program) client(configuration js.Value) (client *passport.Client, session string, err error) {
	config, wrong := p.readConfig(configuration)
	if wrong != nil {
		return nil, "", wrong
	}
	client, err = passport.New(config, p.window)
	return client, config.SessionKey(), err
}

// encodePlan makes the LogoutPlan of web/passport.d.ts.
func encodePlan(p passport.Plan) js.Value {
	warnings := make([]any, len(p.Warnings))
	for i, w := range p.Warnings {
		warnings[i] = object("code", string(w.Code), "message", w.Message)
	}
	return object(
		"mode", string(p.Mode),
		"reason", p.Reason,
		"url", text(p.URL),
		"keys", list(p.Keys),
		"tokens", list(p.Tokens),
		"warnings", warnings,
	)
}
