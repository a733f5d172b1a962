package passport

// ReachesFrame asks, in a hidden iframe, whether the provider knows there the very session
// that the stored ID token is of: whether the browser sends its cookie into iframes of
// this page. It is for [Options.ReachesFrame], and best asked when the page is idle.
//
// It is false where nothing shows it: nobody is signed in, the ID token names no session
// (sid), the provider does not answer as [Config.Verify] says, or it is on this page's
// site, where there is nothing to ask. It blocks, for nine seconds at most.
func (c *Client) ReachesFrame() bool {
	l := c.newLogout(Options{})
	return c.present() && !sameSite(c.browser, l.domain.origin) && l.isKnown()
}
