package main

import (
	"slices"
	"strings"
)

// subject is one way of logging out that is measured.
type subject struct {
	// name is its name in URLs and tables, and that of its file in pages/.
	name string
	// entry is the code that esbuild bundles, "" for this project's module,
	// which is served as it is shipped.
	entry string
	// shared tells that the callback page loads the script too.
	shared bool
	// silent tells that it can log out silently.
	silent bool
	// note says what a reader should know of it.
	note string
}

// The subjects that the targets are about, and the one that stores its session
// in another way.
const (
	limitName     = "hand-written"
	incumbentName = "@imtbl/passport"
	moduleName    = "passport-logout"
	auth0Name     = "@auth0/auth0-spa-js"
)

// subjects is every one that is measured.
var subjects = []subject{
	{
		name: limitName, entry: `export { logout } from "./limit.js"`, silent: true,
		note: "the limit: the same hops with the least code, without any check",
	},
	{
		name: "oidc-client-ts", entry: `export { UserManager, WebStorageStateStore } from "oidc-client-ts"`, shared: true, silent: true,
		note: "its defaults: the refresh token is not revoked",
	},
	{
		name: auth0Name, entry: `export { Auth0Client } from "@auth0/auth0-spa-js"`,
		note: "has no silent logout; the refresh token is not revoked",
	},
	{
		name: "@imtbl/auth", entry: `export { Auth } from "@imtbl/auth"`, shared: true, silent: true,
		note: "revokes the refresh token before anything else",
	},
	{
		name: incumbentName, entry: `export { Passport } from "@imtbl/passport"`, shared: true, silent: true,
		note: "revokes the refresh token before anything else",
	},
	{
		name: moduleName, shared: true, silent: true,
		note: "this project; revokes the refresh token beside the rest",
	},
}

// silentSubjects are those that can log out silently.
func silentSubjects() []subject {
	return slices.DeleteFunc(slices.Clone(subjects), func(s subject) bool { return !s.silent })
}

// slug is the name as part of a URL or of a file's name.
func (s subject) slug() string {
	return strings.NewReplacer("@", "", "/", "-").Replace(s.name)
}
