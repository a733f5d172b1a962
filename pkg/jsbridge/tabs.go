//go:build js && wasm

package jsbridge

import "syscall/js"

// sharedChannel is an open BroadcastChannel and the number of its listeners.
type sharedChannel struct {
	value js.Value
	users int
}

// Broadcast posts on a BroadcastChannel, where there is one. A channel does not
// hear itself. So the one that a single [Window.OnBroadcast] listens on is used,
// which saves opening another one, but not where this page has more listeners.
func (w *Window) Broadcast(channel, message string) {
	defer catch(nil)
	if open := w.channels[channel]; open != nil && open.users == 1 {
		call(open.value, "postMessage", str(message))
		return
	}
	c := w.newChannel(channel)
	call(c, "postMessage", str(message))
	call(c, "close") // delivers what was posted
}

// newChannel throws where there is none.
func (w *Window) newChannel(name string) js.Value {
	if w.firstParty.IsUndefined() {
		return broadcastChannel.new(str(name))
	}
	return call(w.firstParty, "BroadcastChannel", str(name))
}

// OnBroadcast reports the strings that others post on a BroadcastChannel. It
// never does where there is none.
func (w *Window) OnBroadcast(channel string, f func(message string)) (remove func()) {
	open := w.channels[channel]
	if open == nil {
		c, err := Try(func() js.Value { return w.newChannel(channel) })
		if err != nil {
			return func() {}
		}
		open = &sharedChannel{value: c}
		w.channels[channel] = open
	}
	open.users++
	unlisten := listen(open.value, func(event js.Value) {
		data, _ := messageData(event)
		if message, ok := data.(string); ok {
			f(message)
		}
	}, "message")
	return once(func() {
		unlisten()
		if open.users--; open.users == 0 {
			w.channels[channel] = nil
			_, _ = Call(open.value, "close")
		}
	})
}

// AdoptBroadcast is [Window.OnBroadcast] on a channel that a script has opened: it
// first reports the messages of it that the script has kept in an array. The channel
// stays open. It never reports for a value that is none.
func (w *Window) AdoptBroadcast(channel, events js.Value, f func(message string)) (remove func()) {
	hear := func(event js.Value) {
		if message, ok := heardOn(channel, event); ok {
			f(message)
		}
	}
	_ = replay(events, hear)
	return listen(channel, hear, "message")
}

// heardOn is the string that an event brings which was fired on a channel.
func heardOn(channel, event js.Value) (message string, ok bool) {
	defer catch(nil)
	if !getEventTarget.call(event).Equal(channel) || !isTrue(event, "isTrusted") {
		return "", false
	}
	data, err := messageData(event)
	message, ok = data.(string)
	return message, ok && err == nil
}

// OnStorage reports the values that other tabs write to a key of local storage,
// "" where they remove it. Events that a script dispatches itself do not count.
func (w *Window) OnStorage(key string, f func(value string)) (remove func()) {
	return w.storage.add(func(event js.Value) {
		if changes(event, key) && isTrue(event, "isTrusted") && w.isLocal(event) {
			f(text(event, "newValue"))
		}
	})
}

// changes tells whether a storage event is about a key. Its own key is null
// where everything was cleared.
func changes(event js.Value, key string) bool {
	changed, err := Get(event, "key")
	return err == nil && (changed.IsNull() || text(event, "key") == key)
}

// isLocal tells whether a storage event is of local storage.
func (w *Window) isLocal(event js.Value) bool {
	defer catch(nil)
	return get(event, "storageArea").Equal(w.storageArea("localStorage"))
}
