// Package packaging tests the package for npm as its users meet it: packed,
// installed, built by the tools of package.json, and driven in Chromium, where it
// logs out at an auth domain. What the tools build is app, with what tools has for
// each, and the examples of this repository.
package packaging
