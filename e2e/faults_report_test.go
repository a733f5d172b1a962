package e2e

// The text of docs/reliability.md, and the head of docs/reliability-table.md.

const reliability = `# Reliability

Made by ` + "`make faults`" + ` on %s with %s: %s. Do not edit it by hand.

The promise: after ` + "`logout()`" + ` the application session is gone, whatever fails, and what the receipt says of the
Passport session is true. Every line of [the table](reliability-table.md) is one logout in a real browser, with one
thing broken, while the program was there, on its way, or never to come. The auth domain was then asked whether the
session still lives, and another tab whether the storage still holds anything. One logout under each fault runs in
` + "`make test`" + `, which fails when it goes another way.

`

const reliabilityRest = `
What no script can do:

- Where the browser denies the storage, or the page's origin is opaque, nobody can remove what is in there. The promise
  rejects with ` + "`storage_failed`" + `; in redirect mode the Passport session ends all the same.
- Where the network is down or the auth domain fails, the Passport session lives on at the auth domain. The promise
  rejects with a code that says so, and the next logout ends it.
- A page that is closed or left in the middle of a logout takes the request to the auth domain with it. The application
  session is gone by then, and the refresh token is revoked.
- In silent mode the browser does not tell a refused frame from an error page. Both are ` + "`idp_did_not_return`" + `, two
  seconds after the last document that loaded in the frame, or five after one that has not loaded.
- A hidden page's timers are slow. A headless browser hides no page, so this is not measured here.

## How to read the table

- **mode**: redirect; silent; fallback (silent with ` + "`fallback: 'redirect'`" + `).
- **program**: ready, it ran before the logout; late, ` + "`passport.wasm`" + ` was held back until the logout was on its way;
  never, neither that nor ` + "`passport.program-….js`" + ` was to be had until the next logout. Then the loader alone ends the
  logout, and claims nothing of the Passport session.
- **promise**: what it did, with the status of the Passport session or the code of the error; or what became of the page
  while it was pending. "Returns" is back on the page that ` + "`logoutSilentCallback`" + ` names.
- **receipt**: the status that it gives for the Passport session. "unverified" claims nothing.
- **Passport session**, **refresh token**: the truth, asked of the auth domain.
- **application session**: the truth, read in another tab.
- **left behind**: iframes, event listeners and storage keys beside the tombstone that were not there before.
- **next logout**: in the same page, once the fault is over; "-" where the page was left.
- **time**: until the promise settled or the page had come where it ended. Time limits were shortened, to a second where
  the program was ready. A figure of the machine that this ran on, with others at work on it.
- **engines**: C, this run, in Chromium; F and W, the same by [a story](engines-table.md) in Firefox and in WebKitGTK, in
  parentheses where it says another thing there. What has neither was not tried in them.
`

const reliabilityTable = `# Reliability, logout by logout

Made by ` + "`make faults`" + ` on %s with %s: %s. Do not edit it by hand.
[Reliability](reliability.md) sums it up and says how to read it.
`
