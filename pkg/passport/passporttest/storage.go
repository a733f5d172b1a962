package passporttest

import (
	"errors"
)

// ErrIgnored makes a method do nothing and report success.
var ErrIgnored = errors.New("passporttest: ignored")

// Stored returns the keys and values of an area of Web Storage, "localStorage"
// or "sessionStorage".
func (b *Browser) Stored(area string) map[string]string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return entries(b.storage, area+" ")
}

// DatabaseSet writes what DatabaseGet reads.
func (b *Browser) DatabaseSet(database, store, key, value string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.database[database+" "+store+" "+key] = value
}

// StorageGet reads Web Storage.
func (b *Browser) StorageGet(area, key string) (value string, found bool, err error) {
	if err := b.fault("StorageGet", area, key); err != nil {
		return "", false, unlessIgnored(err)
	}
	value, found = b.get(b.storage, b.partition(area)+" "+key)
	return value, found, nil
}

// StorageSet writes Web Storage.
func (b *Browser) StorageSet(area, key, value string) error {
	if err := b.log("StorageSet", area, key); err != nil {
		return unlessIgnored(err)
	}
	area = b.partition(area)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.storage[area+" "+key] = value
	return nil
}

// StorageRemove removes an entry of Web Storage.
func (b *Browser) StorageRemove(area, key string) error {
	if err := b.log("StorageRemove", area, key); err != nil {
		return unlessIgnored(err)
	}
	b.remove(b.storage, b.partition(area)+" "+key)
	return nil
}

// DatabaseGet reads what DatabaseSet has written.
func (b *Browser) DatabaseGet(database, store, key string) (value string, found bool, err error) {
	if err := b.fault("DatabaseGet", database, store, key); err != nil {
		return "", false, unlessIgnored(err)
	}
	value, found = b.get(b.database, b.partition(database)+" "+store+" "+key)
	return value, found, nil
}

// DatabaseDelete deletes what DatabaseSet has written.
func (b *Browser) DatabaseDelete(database, store, key string) error {
	if err := b.log("DatabaseDelete", database, store, key); err != nil {
		return unlessIgnored(err)
	}
	b.remove(b.database, b.partition(database)+" "+store+" "+key)
	return nil
}

func (b *Browser) get(from map[string]string, key string) (value string, found bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	value, found = from[key]
	return value, found
}

func (b *Browser) remove(from map[string]string, key string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(from, key)
}

func entries(from map[string]string, prefix string) map[string]string {
	found := map[string]string{}
	for key, value := range from {
		if len(key) > len(prefix) && key[:len(prefix)] == prefix {
			found[key[len(prefix):]] = value
		}
	}
	return found
}

func unlessIgnored(err error) error {
	if errors.Is(err, ErrIgnored) {
		return nil
	}
	return err
}
