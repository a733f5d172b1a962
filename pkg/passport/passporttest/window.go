package passporttest

// Request is one that PostForm has sent.
type Request struct{ URL, Body string }

// Requests returns what PostForm has sent so far.
func (b *Browser) Requests() []Request {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]Request(nil), b.requests...)
}

// PostForm sends the request and reports, on a goroutine of its own, what Answer
// answers.
func (b *Browser) PostForm(url, body string, done func(status int, err error)) {
	request := Request{url, body}
	b.mu.Lock()
	b.requests = append(b.requests, request)
	b.mu.Unlock()
	_ = b.log("PostForm", request.URL)
	go func() {
		if b.Answer == nil {
			done(200, nil)
			return
		}
		done(b.Answer(request))
	}()
}

// GetText reports, on a goroutine of its own, what AnswerGet says.
func (b *Browser) GetText(url string, done func(status int, text string, err error)) {
	_ = b.log("GetText", url)
	go func() {
		if b.AnswerGet == nil {
			done(404, "", nil)
			return
		}
		done(b.AnswerGet(url))
	}()
}

// Probe reports, on a goroutine of its own, what AnswerProbe says.
func (b *Browser) Probe(url string, done func(barred bool, err error)) {
	_ = b.log("Probe", url)
	go func() {
		if b.AnswerProbe == nil {
			done(b.Barred, nil)
			return
		}
		done(b.Barred, b.AnswerProbe(url))
	}()
}

// EmbedderPolicy reports Policy, on a goroutine of its own.
func (b *Browser) EmbedderPolicy(done func(policy string)) {
	_ = b.log("EmbedderPolicy")
	go func() { done(b.Policy) }()
}

// Post is a message to the parent or to the opener, and the origin that may receive it.
type Post struct {
	Message map[string]any
	Origin  string
}

// Posts returns what PostToParent and PostToOpener have posted so far.
func (b *Browser) Posts() []Post {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]Post(nil), b.posts...)
}

// PostToParent records the message.
func (b *Browser) PostToParent(message map[string]any, origin string) error {
	if err := b.log("PostToParent", origin); err != nil {
		return unlessIgnored(err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.posts = append(b.posts, Post{message, origin})
	return nil
}

// Replace records the navigation. Report with Leave what comes of it.
func (b *Browser) Replace(target, url string) error {
	return unlessIgnored(b.log("Replace", target, url))
}

// Submit records the navigation, with the fields as name=value.
func (b *Browser) Submit(target, url string, fields [][2]string) error {
	return unlessIgnored(b.log("Submit", append([]string{target, url}, pairs(fields)...)...))
}

func pairs(fields [][2]string) (list []string) {
	for _, field := range fields {
		list = append(list, field[0]+"="+field[1])
	}
	return list
}

// ReplaceURL changes URL.
func (b *Browser) ReplaceURL(url string) error {
	err := b.log("ReplaceURL", url)
	if err == nil {
		b.URL = url
	}
	return unlessIgnored(err)
}

type leaveListener struct{ report func(event string) }

// OnLeave reports what Leave is given.
func (b *Browser) OnLeave(f func(event string)) (remove func()) {
	return b.listen(&leaveListener{f})
}

// Leave reports "hide", "show" or "error".
func (b *Browser) Leave(event string) {
	each(b, func(l *leaveListener) { l.report(event) })
}

type channelListener struct {
	channel string
	report  func(message string)
}

// OnBroadcast reports what OtherTabPosts is given.
func (b *Browser) OnBroadcast(channel string, f func(message string)) (remove func()) {
	return b.listen(&channelListener{channel, f})
}

// Broadcast records the message. This page does not hear it.
func (b *Browser) Broadcast(channel, message string) {
	_ = b.log("Broadcast", channel, message)
}

// OtherTabPosts delivers a message of another tab.
func (b *Browser) OtherTabPosts(channel, message string) {
	each(b, func(l *channelListener) {
		if l.channel == channel {
			l.report(message)
		}
	})
}

type storageListener struct {
	key    string
	report func(value string)
}

// OnStorage reports what OtherTabWrites and OtherTabRemoves are given.
func (b *Browser) OnStorage(key string, f func(value string)) (remove func()) {
	return b.listen(&storageListener{key, f})
}

// OtherTabWrites writes to local storage as another tab.
func (b *Browser) OtherTabWrites(key, value string) {
	b.mu.Lock()
	b.storage["localStorage "+key] = value
	b.mu.Unlock()
	b.reportStorage(key, value)
}

// OtherTabRemoves removes from local storage as another tab.
func (b *Browser) OtherTabRemoves(key string) {
	b.remove(b.storage, "localStorage "+key)
	b.reportStorage(key, "")
}

func (b *Browser) reportStorage(key, value string) {
	each(b, func(l *storageListener) {
		if l.key == key {
			l.report(value)
		}
	})
}

func (b *Browser) listen(listener any) (remove func()) {
	removed := b.add(listener)
	return func() { removed() }
}
