package main

// unit is what a metric is counted in.
type unit string

const (
	milliseconds unit = "ms"
	bodyBytes    unit = "bytes"
	kibibytes    unit = "KiB"
)

// metric is one figure of a scenario.
type metric struct {
	title    string
	scenario string
	name     string // in the sample's values
	unit     unit
}

// The metrics that the targets are about.
var (
	longTasks       = metric{"Long tasks until the page has settled, cold", "load cold", "long tasks", milliseconds}
	clearedSilent   = metric{"Click to application session cleared, silent mode", "silent", "cleared", milliseconds}
	clearedRedirect = metric{"Click to application session cleared, redirect mode", "redirect", "cleared", milliseconds}
	navigation      = metric{"Click to navigation started", "redirect", "navigate", milliseconds}
	navigationHang  = metric{"Click to navigation started, the revocation endpoint never answers", "redirect hang", "navigate", milliseconds}
	silentWarm      = metric{"Click to logged out, warm", "silent", "done", milliseconds}
	silentCold      = metric{"Script tag to logged out, cold: logout is called as soon as it can be", "silent cold", "done", milliseconds}
	clearedEarly    = metric{"Click to application session cleared, before the program is there", "silent early", "cleared", milliseconds}
	bytesSignedOut  = metric{"Bytes of a page at rest in which nobody is signed in", "rest signed out", "bytes in total", bodyBytes}
	navigationEarly = metric{"Click to navigation started, before the program is there", "redirect early", "navigate", milliseconds}
)

// section is a part of the report.
type section struct {
	title, text string
	metrics     []metric
}

var sections = []section{
	{"What a page loads", "Bodies as transferred, after brotli, without the page itself. At rest: an instance is made, nothing is asked of it, and the network has been idle for half a second.", []metric{
		{"Bytes before the page's load event", "load cold", "bytes before load", bodyBytes},
		{"Bytes until the page has settled", "load cold", "bytes in total", bodyBytes},
		bytesSignedOut,
	}},
	{"The main thread", "Processor time of the page's main thread from the start of the page to its load event, from a trace; and long tasks, those of more than 50 ms, added up.", []metric{
		{"Main thread before the page's load event, cold", "inspect", "main thread", milliseconds},
		longTasks,
	}},
	{"Script tag to usable", "Usable: the instance is made and can be called. Ready: for passport-logout its program runs; for the others the page is idle.", []metric{
		{"Script tag to usable, cold", "load cold", "usable", milliseconds},
		{"Script tag to usable, warm", "load warm", "usable", milliseconds},
		{"Script tag to ready, cold", "load cold", "ready", milliseconds},
		{"Script tag to ready, warm", "load warm", "ready", milliseconds},
	}},
	{"Clearing the application session", "The first call on a fresh page, warm, the program is there.", []metric{clearedSilent, clearedRedirect}},
	{"Redirect", "From the click to the `navigate` event. The first call on a fresh page, warm, the program is there.", []metric{navigation, navigationHang}},
	{"Silent logout", "From the call to the resolved promise.", []metric{
		silentWarm,
		{"Click to logged out, warm, the auth domain takes 100 ms", "silent 100", "done", milliseconds},
		silentCold,
	}},
	{"A click before the program has arrived", "10 Mbit/s and 40 ms to the first byte, cold. The click comes as soon as the page can take it; below it the same with the page settled.", []metric{
		clearedEarly,
		{"Click to application session cleared, the program is there", "silent slow", "cleared", milliseconds},
		{"Click to logged out, before the program is there", "silent early", "done", milliseconds},
		{"Click to logged out, the program is there", "silent slow", "done", milliseconds},
		navigationEarly,
	}},
	{"Memory", "JavaScript heap after a garbage collection, and WebAssembly memory. Compiled code is in neither.", []metric{
		{"After load", "inspect", "memory after load", kibibytes},
		{"After a silent logout", "inspect", "memory after logout", kibibytes},
	}},
}
