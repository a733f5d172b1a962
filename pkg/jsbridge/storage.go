//go:build js && wasm

package jsbridge

import "syscall/js"

// StorageGet reads a key of "localStorage" or "sessionStorage". It fails with
// a SecurityError where the browser denies the area (cookies blocked, opaque
// origin), and with a TypeError where there is none (some WebViews).
func (w *Window) StorageGet(area, key string) (value string, found bool, err error) {
	defer catch(&err)
	storage, name := w.storageArea(area), str(key)
	if v := getItem.call(storage, name); !v.IsNull() {
		return v.String(), true, nil
	}
	// A page may have patched getItem before this program started.
	if hasOwn.call(js.Undefined(), storage, name).Bool() {
		return text(storage, key), true, nil
	}
	return "", false, nil
}

// storageArea throws where the browser denies the area. It asks the accessor
// that was there when this program started, and the window where that fails.
func (w *Window) storageArea(area string) js.Value {
	if area == "localStorage" && !w.firstParty.IsUndefined() {
		return get(w.firstParty, area)
	}
	getter := getLocalStorage
	if area == "sessionStorage" {
		getter = getSessionStorage
	}
	storage, err := Try(func() js.Value { return getter.call(window) })
	if err != nil {
		return get(window, area)
	}
	return storage
}

// StorageSet writes a key. It fails as [Window.StorageGet] does, and with a
// QuotaExceededError.
func (w *Window) StorageSet(area, key, value string) (err error) {
	defer catch(&err)
	setItem.call(w.storageArea(area), str(key), str(value))
	return nil
}

// StorageRemove removes a key, and where removeItem leaves it (a page may have
// patched it before this program started) deletes the property, and then
// overwrites the value and tries again. It fails where something failed and
// the key is still there, or cannot be read.
func (w *Window) StorageRemove(area, key string) (failure error) {
	for _, way := range []func(area, key string) error{
		w.removeItem, w.deleteProperty, w.overwriteItem,
	} {
		err := way(area, key)
		_, found, readErr := w.StorageGet(area, key)
		if !found && readErr == nil {
			return nil
		}
		if failure == nil {
			failure = err
		}
		if failure == nil {
			failure = readErr
		}
	}
	return failure
}

func (w *Window) removeItem(area, key string) (err error) {
	defer catch(&err)
	removeItem.call(w.storageArea(area), str(key))
	return nil
}

func (w *Window) deleteProperty(area, key string) (err error) {
	defer catch(&err)
	deleteProperty.call(js.Undefined(), w.storageArea(area), str(key))
	return nil
}

func (w *Window) overwriteItem(area, key string) error {
	if err := w.StorageSet(area, key, ""); err != nil {
		return err
	}
	return w.removeItem(area, key)
}
