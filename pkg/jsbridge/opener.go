//go:build js && wasm

package jsbridge

// PostToOpener posts a plain object to the window that has opened this one, which
// gets it only if it is of the origin, like [Window.PostToParent]. It tells whether
// there is such a window that takes it.
func (w *Window) PostToOpener(message map[string]any, origin string) (posted bool) {
	defer catch(nil)
	opener := get(window, "opener")
	if !opener.Truthy() {
		return false
	}
	post(opener, message, origin)
	return true
}

// OpenerSession reads the session storage of the window that has opened this one,
// where that is of this page's origin.
func (w *Window) OpenerSession(key string) (value string, found bool) {
	defer catch(nil)
	stored := getItem.call(get(get(window, "opener"), "sessionStorage"), str(key))
	if stored.IsNull() {
		return "", false
	}
	return stored.String(), true
}

// IsPopupOfFrame tells whether a frame has opened this window, which is no tab but a
// popup (HTML, section 7.2.2.4).
func (w *Window) IsPopupOfFrame() (framed bool) {
	defer catch(nil)
	opener := get(window, "opener")
	top := get(opener, "top") // null once the opener is closed
	return top.Truthy() && !opener.Equal(top) && !isTrue(lookup("menubar"), "visible")
}

// Close closes this window. It does nothing to one that no script has opened, but
// where it has shown one page only.
func (w *Window) Close() { _, _ = Call(window, "close") }
