package passport

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// codes of this package, all of them.
var codes = []Code{
	InvalidConfig, UnsafeURL, StorageFailed, Timeout, IDPDidNotReturn, IDPError,
	FrameBlocked, CSPBlocked, FrameRemoved, Offline, NavigationBlocked, NotFramed,
	UnsupportedEnvironment, EngineFailed, Internal, Aborted,
}

// madeElsewhere are the codes whose messages depend on where they arise, and
// those of the loader.
var madeElsewhere = []Code{
	InvalidConfig, UnsafeURL, StorageFailed, NotFramed, UnsupportedEnvironment, EngineFailed,
}

func TestEveryCodeHasAMessageAndAType(t *testing.T) {
	for _, code := range codes {
		assert.Contains(t, []string{"INVALID_CONFIGURATION", "LOGOUT_ERROR"}, code.Type())
	}
	for _, code := range codes {
		assert.Equal(t, slices.Contains(madeElsewhere, code), messageOf(code) == "", code)
	}
}

func TestCodesAreThoseOfTheTypes(t *testing.T) {
	types, err := os.ReadFile("../../web/passport.d.ts")
	require.NoError(t, err)
	union := regexp.MustCompile(`type PassportErrorCode =([^;]*);`).FindSubmatch(types)
	require.NotNil(t, union)
	want := []Code{Aborted} // JavaScript callers get the signal's reason
	for _, member := range regexp.MustCompile(`'(\w+)'`).FindAllSubmatch(union[1], -1) {
		want = append(want, Code(member[1]))
	}
	assert.ElementsMatch(t, want, codes)
}

func TestCodesAreAllListedHere(t *testing.T) {
	source, err := os.ReadFile("errors.go")
	require.NoError(t, err)
	var declared []Code
	for _, m := range regexp.MustCompile(`Code = "(\w+)"`).FindAllSubmatch(source, -1) {
		declared = append(declared, Code(m[1]))
	}
	assert.ElementsMatch(t, declared, codes)
}

func TestErrorCarriesItsCauseButDoesNotShowIt(t *testing.T) {
	err := failWith(Timeout, "message", errTest)
	assert.EqualError(t, err, "message")
	assert.ErrorIs(t, err, errTest)
	assert.NoError(t, fail(Timeout, "message").Unwrap())
}
