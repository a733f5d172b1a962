// Command bench measures this project's module beside the libraries that it
// replaces, in headless Chromium, and writes docs/performance.md. It needs npm,
// and must run in the project's folder.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"strings"
	"time"
)

// enoughRounds is what figures that are published need.
const enoughRounds = 20

func main() {
	log.SetFlags(0)
	rounds := flag.Int("rounds", enoughRounds, "how often everything is measured, beside the first round, which is thrown away")
	dist := flag.String("dist", "dist", "the build that is measured")
	patience := flag.Duration("patience", 5*time.Second, "how long each sample waits for a quiet machine")
	out := flag.String("o", "", "the file to write the report to; with enough rounds docs/performance.md, else none")
	incumbent := flag.String("incumbent", "", "a file to write the incumbent's script to; nothing is measured then")
	flag.Parse()
	if *incumbent != "" {
		if err := writeIncumbent(*incumbent, *dist); err != nil {
			log.Fatal("bench: ", err)
		}
		return
	}
	if *out == "" && *rounds >= enoughRounds {
		*out = "docs/performance.md"
	}
	c := circumstances{date: time.Now(), machine: thisMachine(), rounds: *rounds, patience: *patience}
	if err := run(c, *dist, *out); err != nil {
		log.Fatal("bench: ", err)
	}
}

func run(c circumstances, dist, out string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	peers, err := installPeers()
	if err != nil {
		return err
	}
	if c.versions, err = versions(dist); err != nil {
		return err
	}
	if c.app, err = newApp(dist, peers); err != nil {
		return err
	}
	r, err := measure(ctx, &c)
	if err != nil {
		return err
	}
	c.took = time.Since(c.date)
	var report strings.Builder
	writeReport(&report, c, r)
	return publish(report.String(), out)
}

// measure takes all samples, and notes what it learns of the circumstances.
func measure(ctx context.Context, c *circumstances) (*results, error) {
	temp, err := os.MkdirTemp("", "passport-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	site, err := startSite(c.app)
	if err != nil {
		return nil, err
	}
	defer site.close()
	browser, stop, err := startBrowser(ctx, temp, site)
	if err != nil {
		return nil, err
	}
	defer stop()
	if c.browser, err = browserVersion(browser); err != nil {
		return nil, err
	}
	s := &sampler{browser: browser, site: site, patience: c.patience}
	r, err := s.measureAll(c.rounds)
	c.quietShare = float64(s.quietWaits) / float64(max(s.waits, 1))
	return r, err
}

// publish prints the report, and writes it to a file if there is to be one.
func publish(report, out string) error {
	fmt.Print(report)
	if out == "" {
		return nil
	}
	return os.WriteFile(out, []byte(report), 0o644)
}
