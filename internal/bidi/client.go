package bidi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
)

// maxMessage bounds what is read at once, in bytes: a screenshot is the largest.
const maxMessage = 64 << 20

// Client is a connection to a browser. It is safe for concurrent use.
type Client struct {
	conn *websocket.Conn

	mu      sync.Mutex
	nextID  int
	pending map[int]chan message
	hearers []func(method string, params json.RawMessage)
	closed  error // why, once the connection has ended
}

// message is what a browser sends: the answer of a command, or an event
// (WebDriver BiDi, section 3).
type message struct {
	Type    string          `json:"type"` // success, error or event
	ID      int             `json:"id"`
	Result  json.RawMessage `json:"result"`
	Error   string          `json:"error"`
	Message string          `json:"message"`
	Method  string          `json:"method"`
	Params  json.RawMessage `json:"params"`
}

// Error is a command that the browser has refused.
type Error struct {
	Method string
	// Code is the error code, such as "no such frame".
	Code, Message string
}

// Error joins all that is known.
func (e *Error) Error() string { return e.Method + ": " + e.Code + ": " + e.Message }

// Dial connects to the WebSocket URL that the browser prints.
func Dial(ctx context.Context, url string) (*Client, error) {
	conn, _, err := websocket.Dial(ctx, url, nil)
	if err != nil {
		return nil, err
	}
	conn.SetReadLimit(maxMessage)
	c := &Client{conn: conn, pending: map[int]chan message{}}
	go c.read()
	return c, nil
}

// Call sends a command and decodes its result into result, which may be nil. The
// error is an [*Error] where the browser refuses.
func (c *Client) Call(ctx context.Context, method string, params, result any) error {
	id, answer, err := c.expect()
	if err != nil {
		return err
	}
	defer c.forget(id)
	command := map[string]any{"id": id, "method": method, "params": params}
	if err := wsjson.Write(ctx, c.conn, command); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	select {
	case m, open := <-answer:
		switch {
		case !open:
			return fmt.Errorf("%s: %w", method, c.why())
		case m.Type == "error":
			return &Error{method, m.Error, m.Message}
		case result == nil:
			return nil
		}
		return json.Unmarshal(m.Result, result)
	case <-ctx.Done():
		return fmt.Errorf("%s: %w", method, ctx.Err())
	}
}

// Hear calls f for every event from now on. The next one waits for it to return.
func (c *Client) Hear(f func(method string, params json.RawMessage)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hearers = append(c.hearers, f)
}

// Close ends the connection, and with it the browser's session.
func (c *Client) Close() error { return c.conn.CloseNow() }

func (c *Client) expect() (id int, answer <-chan message, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed != nil {
		return 0, nil, c.closed
	}
	c.nextID++
	waiting := make(chan message, 1)
	c.pending[c.nextID] = waiting
	return c.nextID, waiting, nil
}

func (c *Client) forget(id int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.pending, id)
}

func (c *Client) why() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closed
}

// read hands over what comes until the connection ends.
func (c *Client) read() {
	for {
		var m message
		if err := wsjson.Read(context.Background(), c.conn, &m); err != nil {
			c.end(err)
			return
		}
		c.mu.Lock()
		waiting, hearers := c.pending[m.ID], c.hearers
		c.mu.Unlock()
		switch {
		case m.Type == "event":
			for _, hear := range hearers {
				hear(m.Method, m.Params)
			}
		case waiting != nil:
			waiting <- m
		}
	}
}

func (c *Client) end(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = errors.Join(errors.New("the browser has ended the connection"), err)
	for id, waiting := range c.pending {
		delete(c.pending, id)
		close(waiting)
	}
}
