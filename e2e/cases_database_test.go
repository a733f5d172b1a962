package e2e

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// IndexedDB may answer long after the program has come. Its session is cleared and
// revoked then, and told of.
func TestASlowDatabaseWhileTheProgramComes(t *testing.T) {
	t.Parallel()
	for name, late := range map[string]bool{"ready": false, "late": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, sameSite)
			opened := make(chan struct{})
			s.onVisit = func(path string) {
				if path == "/im-logged-out" {
					<-opened
				}
			}
			u, arrive := s.logInWhile(newTab(t, thirdPartyBlocked), late)
			u.tab.globals = append(u.tab.globals, "flight")
			holder := u.tab.sibling()
			holder.open(s.app + "/blank")
			holder.globals = append(holder.globals, "held")
			// The session moves into the database, which a tab keeps from being opened.
			eval[any](holder, js(`new Promise((resolve) => {
				const opening = indexedDB.open("ImmutableSDKPassport");
				opening.onupgradeneeded = () => opening.result.createObjectStore("keyvaluepairs");
				opening.onsuccess = () => {
					window.held = opening.result;
					const transaction = held.transaction("keyvaluepairs", "readwrite");
					transaction.objectStore("keyvaluepairs").put(localStorage.getItem(%[1]s), %[1]s);
					localStorage.removeItem(%[1]s);
					transaction.oncomplete = () => {
						const upgrade = indexedDB.open("ImmutableSDKPassport", 2);
						upgrade.onblocked = resolve;
						upgrade.onsuccess = () => upgrade.result.close();
					};
				};
			}).then(() => {})`, u.key))

			eval[any](u.tab, js(`void (window.flight = passportLogout(%s))`, s.config(map[string]any{"crossSdkBridgeEnabled": true})))
			arrive()
			// Longer than IndexedDB is waited for at once.
			eval[any](u.tab, withProgram+`.then(() => new Promise((resolve) => setTimeout(resolve, 1_200)))`)
			assert.Empty(t, s.idp.Requests("/oauth/revoke"))
			eval[any](holder, `held.close()`)
			close(opened)
			got := settle(u.tab, `flight`)

			require.Empty(t, got.Message)
			assert.Equal(t, "wasm ended", got.Receipt.Engine+" "+got.Receipt.IDP.Status)
			assert.Equal(t, []string{u.key}, got.Receipt.Local.Removed)
			assert.Contains(t, []string{"revoked", "sent"}, got.Receipt.Revocation.Status)
			assert.False(t, eval[bool](u.tab, inDatabase+js(`(%s)`, u.key)))
			assert.False(t, u.passportAlive())
			s.revoked(t, u.refresh)
		})
	}
}
