package passporttest

// RequestStorageAccess fails with NoAccess, else lets a Partitioned document reach the
// app's storage.
func (b *Browser) RequestStorageAccess() error {
	_ = b.log("RequestStorageAccess")
	b.mu.Lock()
	defer b.mu.Unlock()
	b.granted = b.NoAccess == nil
	return b.NoAccess
}

// partition is where an area or a database is.
func (b *Browser) partition(name string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.Partitioned && !b.granted && name != "sessionStorage" {
		return "partitioned " + name
	}
	return name
}
