//go:build js && wasm

package jsbridge

import "syscall/js"

// shared has one listener of the browser for all of this program's: a logout
// listens for what the page's instance listens for already, and one call into
// JavaScript takes longer than many in here.
type shared struct {
	listen func(f func(event js.Value)) (remove func())
	users  []*user
	remove func()
}

type user struct{ f func(event js.Value) }

// add calls f for every event, until removed.
func (s *shared) add(f func(event js.Value)) (remove func()) {
	u := &user{f}
	if s.users = append(s.users, u); len(s.users) == 1 {
		s.remove = s.listen(s.tell)
	}
	return once(func() {
		u.f = func(js.Value) {} // tell may be on its way to it
		if s.users = s.without(u); len(s.users) == 0 {
			s.remove()
		}
	})
}

// without makes a new list: tell may be going through the one there is.
func (s *shared) without(gone *user) (rest []*user) {
	for _, u := range s.users {
		if u != gone {
			rest = append(rest, u)
		}
	}
	return rest
}

func (s *shared) tell(event js.Value) {
	for _, u := range s.users {
		u.f(event)
	}
}
