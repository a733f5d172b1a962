package passporttest

// Frame is a hidden iframe. Its methods report what happens to it, and do
// nothing once it is closed.
type Frame struct {
	URL        string
	Attributes [][2]string
	browser    *Browser
	report     func(event, origin string, data any)
}

// OpenFrame opens a frame.
func (b *Browser) OpenFrame(url string, attributes [][2]string, f func(event, origin string, data any)) (close func(), err error) {
	if err := b.log("OpenFrame", url); err != nil {
		return nil, err
	}
	frame := &Frame{URL: url, Attributes: attributes, browser: b, report: f}
	b.mu.Lock()
	b.frames = append(b.frames, frame)
	b.mu.Unlock()
	close = b.listen(frame)
	if b.OnFrame != nil {
		go b.OnFrame(frame)
	}
	return close, nil
}

// Frames returns every frame that was opened, closed ones too.
func (b *Browser) Frames() []*Frame {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]*Frame(nil), b.frames...)
}

// Load reports a document that loaded, with its URL, or "" where the page may
// not read it.
func (f *Frame) Load(href string) { f.emit("load", "", href) }

// Commit reports a document that has not loaded yet, like Load.
func (f *Frame) Commit(href string) { f.emit("commit", "", href) }

// Message reports a message from an origin.
func (f *Frame) Message(origin string, data any) { f.emit("message", origin, data) }

// Violation reports what a policy of the page stopped: a directive of its Content
// Security Policy, or "coep".
func (f *Frame) Violation(blockedURL, directive string) { f.emit("violation", blockedURL, directive) }

// Remove reports that somebody else took the frame out of the document.
func (f *Frame) Remove() { f.emit("removed", "", nil) }

// IsOpen tells whether nobody has closed the frame.
func (f *Frame) IsOpen() (open bool) {
	each(f.browser, func(other *Frame) { open = open || other == f })
	return open
}

func (f *Frame) emit(event, origin string, data any) {
	each(f.browser, func(open *Frame) {
		if open == f {
			f.report(event, origin, data)
		}
	})
}
