package passport

import (
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// codes of this package, all of them.
var codes = []Code{
	InvalidConfig, UnsafeURL, StorageFailed, Timeout, IDPDidNotReturn, IDPUnreachable, IDPError,
	FrameBlocked, CSPBlocked, FrameRemoved, Offline, NavigationBlocked, PopupBlocked, PopupClosed, NotFramed,
	UnsupportedEnvironment, EngineFailed, Internal, Aborted,
}

// A failure on the way to the auth domain must say what was done all the same.
func TestMessagesSayWhatWasDone(t *testing.T) {
	for _, code := range []Code{
		Timeout, IDPDidNotReturn, IDPUnreachable, IDPError, FrameBlocked, CSPBlocked, FrameRemoved, Offline, NavigationBlocked, PopupBlocked, PopupClosed, Aborted,
	} {
		assert.Contains(t, messageOf(code), "the application session was cleared, but ", code)
	}
	assert.Empty(t, messageOf(InvalidConfig), "which says what is wrong where it is found")
}

func TestCodesAreThoseOfTheTypes(t *testing.T) {
	types, err := os.ReadFile("../../web/passport.d.ts")
	require.NoError(t, err)
	union := regexp.MustCompile(`type PassportErrorCode =([^;]*);`).FindSubmatch(types)
	require.NotNil(t, union)
	var listed []Code
	for _, member := range regexp.MustCompile(`'(\w+)'`).FindAllSubmatch(union[1], -1) {
		listed = append(listed, Code(member[1]))
	}
	assert.ElementsMatch(t, append(listed, Aborted), codes, "JavaScript callers get the signal's reason in its place")
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
