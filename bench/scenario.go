package main

import "time"

// scenario is a situation in which every subject is measured.
type scenario struct {
	name string
	mode string
	// cold has a fresh browser context: no cache, no connection.
	cold bool
	// slow has the network emulated: 10 Mbit/s and 40 ms to the first byte.
	slow bool
	// delay is what the auth domain takes to answer a logout.
	delay time.Duration
	// hang has the revocation endpoint never answer.
	hang bool
	// signedOut has no session stored.
	signedOut bool
	act       act
}

// act is what happens on the page.
type act int

const (
	load      act = iota // it loads and settles
	rest                 // it loads and nothing is asked of it
	inspect              // it settles under a trace, is clicked, and its memory is read
	callNow              // it calls logout as soon as it can
	clickSoon            // it is clicked as soon as it can be
	click                // it settles and is clicked
)

var scenarios = []scenario{
	{name: "load cold", mode: redirectMode, cold: true, act: load},
	{name: "load warm", mode: redirectMode, act: load},
	{name: "rest signed out", mode: redirectMode, cold: true, signedOut: true, act: rest},
	{name: "inspect", mode: silentMode, cold: true, act: inspect},
	{name: "silent", mode: silentMode, act: click},
	{name: "silent 100", mode: silentMode, act: click, delay: 100 * time.Millisecond},
	{name: "silent cold", mode: silentMode, cold: true, act: callNow},
	{name: "silent slow", mode: silentMode, cold: true, slow: true, act: click},
	{name: "silent early", mode: silentMode, cold: true, slow: true, act: clickSoon},
	{name: "redirect", mode: redirectMode, act: click},
	{name: "redirect hang", mode: redirectMode, hang: true, act: click},
	{name: "redirect early", mode: redirectMode, cold: true, slow: true, act: clickSoon},
}

// subjects are those that the scenario is possible for. An inspection leaves
// out the logout where there is no silent one.
func (s scenario) subjects() []subject {
	if s.mode == silentMode && s.act != inspect {
		return silentSubjects()
	}
	return subjects
}
