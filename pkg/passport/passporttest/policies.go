package passporttest

// Policies returns Markup and Stopped.
func (b *Browser) Policies() (markup []string, stopped [][2]string) { return b.Markup, b.Stopped }
