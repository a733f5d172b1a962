// Package e2e drives dist/ in headless Chromium, against the auth domain of
// package authdomain, on real origins and with real cookies. It has tests only.
package e2e
