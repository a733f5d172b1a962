package authdomain

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ParseFault reads a fault from words, such as "delay 2s status 503":
//
//	hang                 never answers
//	drop                 closes the connection without an answer
//	status CODE          answers with this status, 200 to 599, and an empty page
//	after-work           does the work first: with one of the three above
//	delay DURATION       waits first, as long as "300ms" or "2s" says
//	no-cors              leaves out the headers that let the app read the answer
//	no-frame             refuses to be framed
//	header NAME: VALUE   adds a header; it comes last, as the value is all the rest
//
// Its errors name the word that cannot be read, or those that exclude each other.
func ParseFault(words string) (Fault, error) {
	f := Fault{Header: http.Header{}}
	rest := strings.Fields(words)
	for len(rest) > 0 {
		used, err := f.addWord(rest)
		if err != nil {
			return Fault{}, err
		}
		rest = rest[used:]
	}
	if err := f.check(words); err != nil {
		return Fault{}, err
	}
	return f, nil
}

// addWord adds the fault that words begin with and tells how many it used.
func (f *Fault) addWord(words []string) (used int, err error) {
	argument := ""
	if len(words) > 1 {
		argument = words[1]
	}
	switch words[0] {
	case "hang":
		f.Hang = true
	case "drop":
		f.Drop = true
	case "after-work":
		f.AfterWork = true
	case "no-cors":
		f.NoCORS = true
	case "no-frame":
		f.Header.Set("X-Frame-Options", "DENY")
	case "status":
		f.Status, err = parseStatus(argument)
		return 2, err
	case "delay":
		f.Delay, err = parseDelay(argument)
		return 2, err
	case "header":
		return len(words), f.addHeader(strings.Join(words[1:], " "))
	default:
		return 0, fmt.Errorf("%q is no fault: it is hang, drop, status, after-work, delay, no-cors, no-frame or header", words[0])
	}
	return 1, nil
}

func parseStatus(code string) (int, error) {
	status, err := strconv.Atoi(code)
	if err != nil || status < 200 || status > 599 {
		return 0, fmt.Errorf("status %q is none from 200 to 599", code)
	}
	return status, nil
}

func parseDelay(text string) (time.Duration, error) {
	delay, err := time.ParseDuration(text)
	if err != nil || delay <= 0 {
		return 0, fmt.Errorf(`delay %q is no duration such as "300ms" or "2s"`, text)
	}
	return delay, nil
}

// fieldName is a header's name: a token of RFC 9110 5.6.2.
var fieldName = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")

func (f *Fault) addHeader(line string) error {
	name, value, ok := strings.Cut(line, ":")
	if !ok || !fieldName.MatchString(name) {
		return fmt.Errorf(`header %q is not as in "header X-Frame-Options: DENY"`, line)
	}
	f.Header.Set(name, strings.TrimSpace(value))
	return nil
}

// check refuses what says nothing or two things.
func (f *Fault) check(words string) error {
	answers := 0
	for _, is := range []bool{f.Hang, f.Drop, f.Status != 0} {
		if is {
			answers++
		}
	}
	switch {
	case strings.TrimSpace(words) == "":
		return errors.New("a fault needs a word, such as hang")
	case answers > 1:
		return errors.New("hang, drop and status exclude each other")
	case f.AfterWork && answers == 0:
		return errors.New("after-work needs hang, drop or status")
	}
	return nil
}
