package e2e

// What an old browser lacks, or another script has broken, before the module
// is there.
var nativeFaults = []fault{
	lacking("BroadcastChannel is missing", `delete window.BroadcastChannel`),
	lacking("MutationObserver is missing", `delete window.MutationObserver`),
	lacking("ReportingObserver is missing", `delete window.ReportingObserver`),
	lacking("requestIdleCallback is missing", `delete window.requestIdleCallback`),
	lacking("pagehide is not told of an iframe's first document", untold),
	lacking("Navigation API is missing", `delete window.navigation`),
	{
		name:  "crypto.getRandomValues throws",
		setUp: all(runs(`Crypto.prototype.getRandomValues = () => { throw new Error("no entropy") }`, ``), unverifiedNext),
		// Go's runtime does not start without it.
		redirect: returning, silent: unverified, fallback: returning,
	},
	{
		name:  "fetch is missing",
		setUp: all(runs(`delete window.fetch`, ``), func(sc *scene) { sc.revokes = false }, unverifiedNext),
		// Neither the program nor the revocation goes without it.
		redirect: returning, silent: unverified, fallback: returning,
	},
}

// untold makes a browser that tells the document of an iframe nothing when it
// goes, so that a page hears of the next one by its message or its load event.
const untold = `(({ prototype }, { addEventListener }) => {
	prototype.addEventListener = function (type, ...rest) {
		if (type !== "pagehide" || !this || this === window) addEventListener.call(this ?? window, type, ...rest);
	};
})(EventTarget, EventTarget.prototype)`

// lacking is a page in which everything else works all the same.
func lacking(name, code string) fault {
	return fault{name: name, setUp: runs(code, ``), redirect: returning, silent: ended}
}
