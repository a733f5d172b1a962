package main

import (
	"context"
	"errors"
	"math"
	"time"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

const (
	// sampleLimit bounds one step of a sample, for the case that it hangs.
	sampleLimit = 15 * time.Second
	// hangLimit is when a logout counts as one that never leaves the page.
	hangLimit = time.Second
)

// values are what a sample yields, by the name of a metric.
type values map[string]float64

// check fails if a logout that went through has not ended both sessions.
func (v values) check(alive bool) error {
	_, silent := v["done"]
	left, redirect := v["navigate"]
	switch {
	case !silent && (!redirect || math.IsInf(left, 1)):
		return nil // no logout, or one that never left
	case math.IsNaN(v["cleared"]):
		return errors.New("the application session was not cleared")
	case alive:
		return errors.New("the Passport session is still alive")
	}
	return nil
}

// sampler takes samples.
type sampler struct {
	browser context.Context
	site    *site
	// patience is how long it waits for a quiet machine.
	patience time.Duration
	// waits and quietWaits count the waits for a quiet machine, and those
	// that ended with one.
	waits, quietWaits int
}

// take takes one sample, and checks that the logout in it was one.
func (m *sampler) take(sc scenario, s subject) (values, error) {
	t, err := openTab(m.browser, sc.cold)
	if err != nil {
		return nil, err
	}
	defer t.close()
	l, err := m.site.logIn()
	if err != nil {
		return nil, err
	}
	if !sc.signedOut {
		if err := t.store(l, s); err != nil {
			return nil, err
		}
	}
	if sc.slow {
		if err := t.slowDown(); err != nil {
			return nil, err
		}
	}
	m.site.idp.SetFault("/v2/logout", authdomain.Fault{Delay: sc.delay})
	m.site.idp.SetFault("/oauth/revoke", authdomain.Fault{Hang: sc.hang})
	v, err := m.act(t, sc, s)
	if err != nil {
		return nil, err
	}
	return v, v.check(m.site.alive(l))
}

func (m *sampler) quiet() {
	m.waits++
	if quiet(m.browser, m.patience) {
		m.quietWaits++
	}
}
