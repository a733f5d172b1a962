package e2e

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/chromedp/chromedp"
)

// Public reports of people who log users out, each as what is right. A file of
// them has a name that begins with cases_, and each case stands for a kind.

// under serves a page with further headers.
func (s *site) under(path string, headers map[string]string) {
	s.override(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Security-Policy", s.csp)
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, s.pages[path])
	})
}

// before runs a script on a page before the module is there.
func (s *site) before(page, code string) {
	path := fmt.Sprintf("/before-%d.js", strings.Count(s.pages[page], "<script"))
	s.mux.HandleFunc(path, script(code))
	s.pages[page] = strings.Replace(s.pages[page], "<script", `<script src="`+path+`"></script><script`, 1)
}

// holdsProgram keeps the program from running once it is compiled, so that the
// time which that takes is none of a logout's.
const holdsProgram = `((native) => {
	const arrival = new Promise((arrive) => addEventListener("arrive", arrive));
	WebAssembly.instantiate = (...program) => {
		document.documentElement.dataset.program = "compiled";
		return arrival.then(() => native(...program));
	};
})(WebAssembly.instantiate)`

// logInWhile signs a user in on a page on which the program runs, or, where it is
// late, would once arrive is called.
func (s *site) logInWhile(p *tab, late bool) (u *user, arrive func()) {
	p.t.Helper()
	if !late {
		u = s.logIn(p, clientID)
		eval[any](p, withProgram)
		return u, func() {}
	}
	s.before("/", holdsProgram)
	u = s.logIn(p, clientID)
	p.start(withProgram + `.catch(() => {})`)
	p.until(`document.documentElement.dataset.program`)
	return u, func() { // a page that is left by then needs none
		_, _ = chromedp.Run(p.ctx, chromedp.Evaluate[chromedp.Void](`void dispatchEvent(new Event("arrive"))`))
	}
}
