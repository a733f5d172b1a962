package main

import (
	"errors"
	"math"

	"github.com/chromedp/chromedp"
)

// act opens the page and does on it what the scenario says.
func (m *sampler) act(t *tab, sc scenario, s subject) (values, error) {
	url := appURL + pagePath(s, sc.mode)
	switch sc.act {
	case inspect:
		return m.inspect(t, sc, s, url)
	case rest:
		return restOn(t, url+"?rest")
	case callNow:
		url += "?now"
		fallthrough
	case load, clickSoon:
		m.quiet()
	}
	if err := t.open(url); err != nil {
		return nil, err
	}
	switch sc.act {
	case callNow:
		r, err := t.await("done", sampleLimit)
		return values{"cleared": r.between("tag", "cleared"), "done": r.between("tag", "done")}, err
	case clickSoon:
		return m.clickSoon(t, sc, s)
	}
	r, err := t.await("settled", sampleLimit)
	if err != nil {
		return nil, err
	}
	if sc.act == click {
		m.quiet()
		return m.click(t, sc)
	}
	return values{
		"usable":            r.between("tag", "usable"),
		"ready":             r.between("tag", "ready"),
		"bytes before load": r.Bytes.BeforeLoad,
		"bytes in total":    r.Bytes.Total,
		"long tasks":        r.LongTasks,
	}, nil
}

// restOn opens the page and leaves it alone until its network is idle.
func restOn(t *tab, url string) (values, error) {
	if err := t.openUntilIdle(url); err != nil {
		return nil, err
	}
	bytes, err := chromedp.Run(t.ctx, chromedp.Evaluate[float64](`bench.measure().bytes.total`))
	return values{"bytes in total": bytes}, err
}

// clickSoon clicks before the module's program is there.
func (m *sampler) clickSoon(t *tab, sc scenario, s subject) (values, error) {
	if _, err := t.await("usable", sampleLimit); err != nil {
		return nil, err
	}
	v, err := m.click(t, sc)
	if err == nil && s.name == moduleName && v["ready to click"] > 0 {
		err = errors.New("the program was faster than the click")
	}
	return v, err
}

// click clicks the button, and waits until the logout is over or the page is
// left for it.
func (m *sampler) click(t *tab, sc scenario) (values, error) {
	m.site.forget()
	if err := t.click(); err != nil {
		return nil, err
	}
	end, limit := "done", sampleLimit
	if sc.mode == redirectMode {
		end = "navigate"
	}
	if sc.hang {
		limit = hangLimit
	}
	r, err := t.await(end, limit)
	if late := (errLate{}); sc.hang && errors.As(err, &late) {
		return values{"navigate": math.Inf(1)}, nil
	}
	if err != nil {
		return nil, err
	}
	if sc.mode == redirectMode {
		err = m.site.awaitLogout(sampleLimit)
	}
	return values{
		"cleared":        r.between("click", "cleared"),
		end:              r.between("click", end),
		"ready to click": r.between("ready", "click"),
	}, err
}

// inspect reads what the main thread has run, and the page's memory before and
// after a logout.
func (m *sampler) inspect(t *tab, sc scenario, s subject, url string) (values, error) {
	events, err := t.trace(func() error {
		if err := t.open(url); err != nil {
			return err
		}
		_, err := t.await("settled", sampleLimit)
		return err
	})
	if err != nil {
		return nil, err
	}
	mainThread, err := mainThreadTime(events)
	if err != nil {
		return nil, err
	}
	before, err := t.memory()
	if err != nil || !s.silent {
		return values{"main thread": mainThread, "memory after load": before}, err
	}
	v, err := m.click(t, sc)
	if err != nil {
		return nil, err
	}
	v["main thread"], v["memory after load"] = mainThread, before
	v["memory after logout"], err = t.memory()
	return v, err
}
