package authdomain

import (
	"crypto/rand"
	"sync"
	"time"
)

// use is what became of a one-shot value when somebody asked for it.
type use int

const (
	unknown use = iota // never issued, or expired
	fresh              // first use
	spent              // used before, and not yet expired
)

// oneShot holds values that may be taken once and for a limited time, under random
// ids: sign-in transactions and authorization codes. It remembers a spent id until
// it expires, because reuse of a code must be told from a wrong one (RFC 6749
// 4.1.2).
type oneShot[T any] struct {
	ttl   time.Duration
	mu    sync.Mutex
	items map[string]*shot[T]
}

type shot[T any] struct {
	value   T
	spent   bool
	expires time.Time
}

func (o *oneShot[T]) put(value T) (id string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	now := time.Now()
	if o.items == nil {
		o.items = map[string]*shot[T]{}
	}
	for id, item := range o.items {
		if !now.Before(item.expires) {
			delete(o.items, id)
		}
	}
	id = rand.Text()
	o.items[id] = &shot[T]{value: value, expires: now.Add(o.ttl)}
	return id
}

func (o *oneShot[T]) clear() {
	o.mu.Lock()
	defer o.mu.Unlock()
	clear(o.items)
}

// peek reads a value that has not been taken.
func (o *oneShot[T]) peek(id string) (T, use) {
	return o.read(id, false)
}

// take reads a value and spends it; of a spent one it still tells the value.
func (o *oneShot[T]) take(id string) (T, use) {
	return o.read(id, true)
}

func (o *oneShot[T]) read(id string, spend bool) (value T, state use) {
	o.mu.Lock()
	defer o.mu.Unlock()
	item, ok := o.items[id]
	if !ok || !time.Now().Before(item.expires) {
		return value, unknown
	}
	if item.spent {
		return item.value, spent
	}
	item.spent = spend
	return item.value, fresh
}
