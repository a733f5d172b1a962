package main

import (
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	shellBlock = regexp.MustCompile("(?s)```sh\n(.*?)```")
	shellWord  = regexp.MustCompile(`"[^"]*"|'[^']*'|[^\s"']+`)
)

// commands are the command lines of the guide, split into words.
func commands(t *testing.T) [][]string {
	t.Helper()
	guide, err := os.ReadFile("../../docs/testing.md")
	require.NoError(t, err)
	var found [][]string
	for _, block := range shellBlock.FindAllStringSubmatch(string(guide), -1) {
		for line := range strings.Lines(strings.ReplaceAll(block[1], "\\\n", " ")) {
			var words []string
			for _, word := range shellWord.FindAllString(line, -1) {
				words = append(words, strings.Trim(word, `"'`))
			}
			found = append(found, words)
		}
	}
	return found
}

func TestCommandsOfTheGuide(t *testing.T) {
	c := start(t)
	ran := map[string]int{}
	for _, words := range commands(t) {
		line := strings.Join(words, " ")
		ran[words[0]]++
		switch words[0] {
		case "go":
			require.Contains(t, words[2], "/cmd/authdomain@latest")
			_, err := parseFlags(words[3:], io.Discard)
			assert.NoError(t, err, line)
		case "curl":
			response, text := c.curl(words[1:])
			assert.Less(t, response.StatusCode, 300, "%s: %s", line, text)
		}
	}
	assert.NotZero(t, ran["go"])
	assert.NotZero(t, ran["curl"])
}

// curl does what the words ask of curl.
func (c *command) curl(words []string) (*http.Response, string) {
	method, target, body := http.MethodGet, "", ""
	for i := 0; i < len(words); i++ {
		switch words[i] {
		case "-X":
			i++
			method = words[i]
		case "-d":
			i++
			body = words[i]
		default:
			target = strings.TrimPrefix(words[i], "http://localhost:9000")
		}
	}
	return c.do(method, target, body, nil)
}

// The guide, the page and the parser have the same words.
func TestWordsOfTheGuide(t *testing.T) {
	guide, err := os.ReadFile("../../docs/testing.md")
	require.NoError(t, err)
	for _, word := range words {
		assert.Contains(t, string(guide), "\n| `"+word.Word+"` | ")
	}
}
