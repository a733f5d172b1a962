package passport

import (
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
)

func TestReachesFrame(t *testing.T) {
	tests := map[string]struct {
		edit func(*world, *prober)
		want bool
	}{
		"the session is known":         {nil, true},
		"nobody is":                    {func(_ *world, p *prober) { p.before = map[string]any{"error": "login_required"} }, false},
		"another session is":           {func(_ *world, p *prober) { p.sid = "partitioned" }, false},
		"nobody is signed in":          {func(w *world, _ *prober) { _ = w.StorageRemove(localStorage, sessionKey) }, false},
		"on the same site":             {func(w *world, _ *prober) { w.CookieDomains = []string{"app.test"} }, false},
		"a provider that is not asked": {func(w *world, _ *prober) { w.config.Provider = &op }, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := &prober{before: map[string]any{"code": "c"}, origin: authDomain, sid: "sid"}
			inWorld(t, func(w *world) {
				byVerified(w, "sid")
				p.work(w)
				if test.edit != nil {
					test.edit(w, p)
				}
			}, func(w *world) {
				assert.Equal(t, test.want, w.client.ReachesFrame())
			})
		})
	}
}

// With what was learnt auto is silent across sites, too, where it can prove the end.
func TestAutoModeThatReachesAFrame(t *testing.T) {
	tests := map[string]struct {
		verify, reaches bool
		mode            Mode
		reason          string
	}{
		"reached":         {true, true, ModeSilent, "frame_reached"},
		"not reached":     {true, false, ModeRedirect, "cross_site"},
		"not to be asked": {false, true, ModeRedirect, "cross_site"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) { byVerified(w, "sid"); w.config.Verify = test.verify; w.config.LogoutMode = ModeAuto }, func(w *world) {
				options := Options{ReachesFrame: test.reaches}
				plan, err := w.client.Plan(options)
				assert.NoError(t, err)
				assert.Equal(t, test.mode, plan.Mode)
				assert.Equal(t, test.reason, plan.Reason)
				assert.Empty(t, plan.Warnings)
				abort := make(giveUp)
				options.Signal = AbortOn(abort)
				r := w.logout(options)
				synctest.Wait()
				close(abort)
				assert.Equal(t, test.mode, r.failed(Aborted).Mode)
			})
		})
	}
}
