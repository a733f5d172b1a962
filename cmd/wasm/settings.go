//go:build js && wasm

package main

import (
	"syscall/js"

	"github.com/passport-logout/passport-logout/internal/stringslite"
	"github.com/passport-logout/passport-logout/internal/wire"
	"github.com/passport-logout/passport-logout/pkg/jsbridge"
	"github.com/passport-logout/passport-logout/pkg/passport"
)

// settings are the checked values of a settings object, without those that are
// absent.
type settings map[string]js.Value

// read copies the own properties of a settings object, each read once, and checks
// them. An empty string counts as absent. It names unknown properties on the
// console, each once.
func (p *program) read(what string, object js.Value, shape []wire.Setting) (settings, *passport.Error) {
	if !jsbridge.IsObject(object) {
		return nil, invalid(what + " must be an object")
	}
	names, values, err := own(what, object)
	if err != nil {
		return nil, err
	}
	s := settings{}
	for i, name := range names {
		must := mustBe(shape, name)
		switch {
		case must == "":
			p.warn(what + "." + name)
		case !fits(values[i], must):
			return nil, invalid(what + "." + name + " must be " + must)
		default:
			s[name] = values[i]
		}
	}
	return s, nil
}

// own are the own properties of an object, without those that are absent.
func own(what string, object js.Value) (names []string, values []js.Value, wrong *passport.Error) {
	all, read, err := jsbridge.Properties(object)
	if err != nil {
		return nil, nil, invalid(what + " cannot be read")
	}
	for i, name := range all {
		if text, isText := jsbridge.String(read[i]); !isAbsent(read[i]) && (!isText || text != "") {
			names, values = append(names, name), append(values, read[i])
		}
	}
	return names, values, nil
}

func (p *program) warn(name string) {
	if !p.warned[name] {
		p.warned[name] = true
		p.window.Warn("passport: unknown key " + name + " is ignored")
	}
}

func mustBe(shape []wire.Setting, name string) string {
	for _, s := range shape {
		if s.Name == name {
			return s.Must
		}
	}
	return ""
}

func fits(v js.Value, must string) bool {
	ok := false
	switch must {
	case wire.Anything:
		return true
	case wire.Object:
		return jsbridge.IsObject(v)
	case wire.Bool:
		_, ok = jsbridge.Bool(v)
	case wire.String:
		_, ok = jsbridge.String(v)
	case wire.Strings:
		_, ok = jsbridge.Strings(v, wire.MaxStrings)
	case wire.MS:
		var ms float64
		ms, ok = jsbridge.Number(v)
		ok = ok && ms > 0
	case wire.Function:
		ok = jsbridge.IsObject(v) && v.Type() == js.TypeFunction
	case wire.JSON:
		text, err := jsbridge.JSON(v)
		ok = err == nil && len(text) <= wire.MaxAppState
	case wire.Signal:
		_, err := jsbridge.NewAbortSignal(v)
		ok = err == nil
	default:
		choice, _ := jsbridge.String(v)
		ok = isOneOf(choice, must[len(wire.OneOf):])
	}
	return ok
}

func isOneOf(choice, list string) bool {
	for list != "" {
		var one string
		if one, list, _ = stringslite.Cut(list, ", "); one == choice {
			return true
		}
	}
	return false
}

func isAbsent(v js.Value) bool { return v.IsUndefined() || v.IsNull() }

func invalid(message string) *passport.Error {
	return &passport.Error{Code: passport.InvalidConfig, Message: message}
}

// handover reads the object that the loader hands over, undefined where it has
// nothing to. A page that calls the program itself may give anything: what is of
// another type than it should be counts as absent.
func handover(what string, object js.Value) (settings, *passport.Error) {
	s := settings{}
	if object.IsUndefined() {
		return s, nil
	}
	names, values, err := jsbridge.Properties(object)
	if err != nil {
		return nil, invalid(what + " cannot be read")
	}
	for i, name := range names {
		s[name] = values[i]
	}
	return s, nil
}

// text is the string of a setting, "" where it is absent.
func (s settings) text(name string) string {
	text, _ := jsbridge.String(s[name])
	return text
}

func (s settings) flag(name string) bool {
	flag, _ := jsbridge.Bool(s[name])
	return flag
}

func (s settings) number(name string) float64 {
	number, _ := jsbridge.Number(s[name])
	return number
}

// ms is a time in milliseconds, 0 where it is absent, at most what a timer takes.
func (s settings) ms(name string) int {
	if _, ok := s[name]; !ok {
		return 0
	}
	return int(max(1, min(s.number(name), wire.MaxTimeoutMS)))
}

// call calls a function of the page, and returns when what that promises is settled.
// It is nil where the setting is absent.
func (s settings) call(name string) func() {
	f, ok := s[name]
	if !ok {
		return nil
	}
	return func() {
		settled := make(chan struct{})
		jsbridge.CallAsync(f, func(error) { close(settled) })
		<-settled
	}
}

func (s settings) strings(name string, most int) []string {
	list, _ := jsbridge.Strings(s[name], most)
	return list
}
