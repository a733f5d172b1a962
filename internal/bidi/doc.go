// Package bidi drives a browser by WebDriver BiDi (W3C), as far as the tests of
// this project need: a command is sent and answered, and events are heard. The
// names of commands and events are the specification's, and so are their fields.
package bidi
