package bidi_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passport-logout/passport-logout/internal/bidi"
)

// dial connects to a browser that answers by these rules.
func dial(t *testing.T, answer func(conn *websocket.Conn, id float64, method string, params any)) *bidi.Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := websocket.Accept(w, r, nil)
		if err != nil {
			return
		}
		defer conn.CloseNow()
		for {
			var command map[string]any
			if wsjson.Read(r.Context(), conn, &command) != nil {
				return
			}
			answer(conn, command["id"].(float64), command["method"].(string), command["params"])
		}
	}))
	t.Cleanup(server.Close)
	c, err := bidi.Dial(t.Context(), strings.Replace(server.URL, "http", "ws", 1))
	require.NoError(t, err)
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func send(conn *websocket.Conn, m map[string]any) { _ = wsjson.Write(context.Background(), conn, m) }

func TestACommandIsAnswered(t *testing.T) {
	c := dial(t, func(conn *websocket.Conn, id float64, method string, params any) {
		send(conn, map[string]any{"type": "success", "id": id, "result": map[string]any{"method": method, "params": params}})
	})
	var wait sync.WaitGroup
	for _, method := range []string{"session.status", "browsingContext.create", "script.evaluate"} {
		wait.Go(func() {
			var got struct {
				Method string
				Params map[string]any
			}
			assert.NoError(t, c.Call(t.Context(), method, map[string]any{"of": method}, &got))
			assert.Equal(t, method, got.Method)
			assert.Equal(t, map[string]any{"of": method}, got.Params)
		})
	}
	wait.Wait()
}

func TestARefusalIsAnError(t *testing.T) {
	c := dial(t, func(conn *websocket.Conn, id float64, _ string, _ any) {
		send(conn, map[string]any{"type": "error", "id": id, "error": "no such frame", "message": "it is gone"})
	})

	err := c.Call(t.Context(), "browsingContext.close", map[string]any{}, nil)

	var refused *bidi.Error
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, "no such frame", refused.Code)
	assert.EqualError(t, err, "browsingContext.close: no such frame: it is gone")
}

func TestEventsAreHeardInOrder(t *testing.T) {
	c := dial(t, func(conn *websocket.Conn, id float64, _ string, _ any) {
		for _, text := range []string{"one", "two"} {
			send(conn, map[string]any{"type": "event", "method": "log.entryAdded", "params": map[string]any{"text": text}})
		}
		send(conn, map[string]any{"type": "success", "id": id, "result": map[string]any{}})
	})
	var heard []string
	c.Hear(func(method string, params json.RawMessage) { heard = append(heard, method+string(params)) })

	require.NoError(t, c.Call(t.Context(), "session.subscribe", map[string]any{}, nil))

	assert.Equal(t, []string{`log.entryAdded{"text":"one"}`, `log.entryAdded{"text":"two"}`}, heard)
}

func TestAConnectionThatEndsAnswersNothingMore(t *testing.T) {
	c := dial(t, func(conn *websocket.Conn, _ float64, _ string, _ any) { _ = conn.CloseNow() })

	require.ErrorContains(t, c.Call(t.Context(), "session.status", map[string]any{}, nil), "ended the connection")
	require.ErrorContains(t, c.Call(t.Context(), "session.status", map[string]any{}, nil), "ended the connection")
}

func TestACallIsGivenUp(t *testing.T) {
	c := dial(t, func(*websocket.Conn, float64, string, any) {})
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("enough"))

	require.ErrorIs(t, c.Call(ctx, "session.status", map[string]any{}, nil), context.Canceled)
}
