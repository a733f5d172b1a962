package e2e

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// While a page is rendered on a server there is no browser: importing must
// work, and calling must say what is wrong.
func TestImportingOnAServerHasNoEffect(t *testing.T) {
	t.Parallel()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed")
	}
	module, err := filepath.Abs(filepath.Join(dist, "passport.module.js"))
	require.NoError(t, err)
	cmd := exec.Command(node, "--input-type=module", "-e", js(`
		const before = Reflect.ownKeys(globalThis).length;
		const { passport, passportLogout, logoutSilentCallback } = await import(%s);
		const config = { clientId: "client", redirectUri: "https://app.example/redirect", logoutRedirectUri: "https://app.example/" };
		const user = new passport.Passport(config);
		const codes = await Promise.all([
			user.logout(), user.getLogoutUrl(), user.isLoggedIn(), passportLogout(config), logoutSilentCallback("https://app.example/"),
		].map((call) => call.catch((error) => error.code)));
		user.close();
		console.log(codes.join(), Reflect.ownKeys(globalThis).length - before);
	`, "file://"+module))

	output, err := cmd.CombinedOutput()

	require.NoError(t, err, string(output))
	const code = "unsupported_environment"
	assert.Equal(t, code+","+code+","+code+","+code+","+code+" 0\n", string(output))
}
