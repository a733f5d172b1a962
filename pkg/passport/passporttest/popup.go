package passporttest

// Popup is a window that the page has opened. Its methods report what happens in it,
// and do nothing once it is closed.
type Popup struct {
	Features string
	// Copied is what the window has found in its copy of the session storage.
	Copied  map[string]string
	browser *Browser
	sent    []string
	report  func(event, origin string, data any)
}

// OpenPopup opens a window.
func (b *Browser) OpenPopup(url, features string, f func(event, origin string, data any)) (
	send func(url string, form [][2]string) error, close func(), err error,
) {
	if err := b.log("OpenPopup", url); err != nil {
		return nil, nil, err
	}
	popup := &Popup{Features: features, Copied: b.Stored("sessionStorage"), browser: b, report: f}
	b.mu.Lock()
	b.popups = append(b.popups, popup)
	b.mu.Unlock()
	closePopup := b.listen(popup)
	if url != "about:blank" {
		popup.goTo(url)
	}
	return popup.send, closePopup, nil
}

// send records where the window is sent, as SendPopup, with the fields of a form as
// name=value.
func (p *Popup) send(url string, form [][2]string) error {
	err := p.browser.log("SendPopup", append([]string{url}, pairs(form)...)...)
	p.goTo(url)
	return unlessIgnored(err)
}

func (p *Popup) goTo(url string) {
	p.browser.mu.Lock()
	p.sent = append(p.sent, url)
	p.browser.mu.Unlock()
	if p.browser.OnPopup != nil {
		go p.browser.OnPopup(p, url)
	}
}

// Sent returns the URLs that the window was opened with and sent to.
func (p *Popup) Sent() []string {
	p.browser.mu.Lock()
	defer p.browser.mu.Unlock()
	return append([]string(nil), p.sent...)
}

// Popups returns every window that was opened, closed ones too.
func (b *Browser) Popups() []*Popup {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]*Popup(nil), b.popups...)
}

// HasFocus denies Unfocused.
func (b *Browser) HasFocus() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return !b.Unfocused
}

// Focus is the user's coming back to a page that was Unfocused.
func (b *Browser) Focus() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.Unfocused = false
}

// Load reports another document, with its URL, or "" where the page may not read it.
func (p *Popup) Load(href string) { p.emit("load", "", href) }

// Message reports a message from an origin.
func (p *Popup) Message(origin string, data any) { p.emit("message", origin, data) }

// Report is what a callback page in the window posts on a BroadcastChannel.
func (p *Popup) Report(channel, message string) { p.browser.OtherTabPosts(channel, message) }

// Violation reports what a policy of the page stopped, as [Frame.Violation] does.
func (p *Popup) Violation(blockedURL, directive string) { p.emit("violation", blockedURL, directive) }

// LookClosed reports that the window is closed, or cut off.
func (p *Popup) LookClosed() { p.emit("closed", "", nil) }

// IsOpen tells whether nobody has closed the window.
func (p *Popup) IsOpen() (open bool) {
	each(p.browser, func(other *Popup) { open = open || other == p })
	return open
}

func (p *Popup) emit(event, origin string, data any) {
	each(p.browser, func(open *Popup) {
		if open == p {
			p.report(event, origin, data)
		}
	})
}

// PostToOpener records the message, where there is an Opener.
func (b *Browser) PostToOpener(message map[string]any, origin string) (posted bool) {
	if !b.Opener {
		return false
	}
	_ = b.log("PostToOpener", origin)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.posts = append(b.posts, Post{message, origin})
	return true
}

// OpenerSession looks into OpenerStored.
func (b *Browser) OpenerSession(key string) (value string, found bool) {
	value, found = b.OpenerStored[key]
	return value, found
}

// IsPopupOfFrame tells whether the Opener is in a frame.
func (b *Browser) IsPopupOfFrame() bool { return b.Opener && b.OpenerFramed }

// Close records the call.
func (b *Browser) Close() { _ = b.log("Close") }
