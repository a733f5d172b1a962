package passport

import (
	"github.com/passport-logout/passport-logout/internal/stringslite"
	"github.com/passport-logout/passport-logout/internal/wire"
)

// eventUnanswered is the end of a question's time; data is its state.
const eventUnanswered = "unanswered"

// verification is what a popup learns of the session of a provider on another site.
// In a window at the top that is the user's own, which none that was made in a frame is.
type verification struct {
	wanted bool
	known  bool // it was there before
	answer answer
	asked  question // the last one, if its url is not empty
}

// askBefore asks whether the provider knows the user. Where a visit is known to bring
// the cookie of the session there is nothing to ask: else a provider whose cookie the
// browser keeps back seems to know nobody, before as after.
func (p *popupVisit) askBefore() *Error {
	p.verification.wanted = p.options.Verify && !sameSite(p.browser, p.domain.origin)
	switch {
	case !p.verification.wanted || !p.canAsk():
		return nil
	case p.provider.isVisited():
		p.verification.known = true
		return nil
	}
	a, err := p.askInPopup()
	p.verification.known = a.isOfUser()
	return err
}

// askAfter asks once more. What hinders that does not undo the logout.
func (p *popupVisit) askAfter() {
	if p.verification.known && !p.closed {
		p.verification.answer, _ = p.askInPopup()
	}
}

// judge tells what a popup that has returned proves.
func (v verification) judge() IDP {
	unproved := IDP{Status: IDPUnverified, Via: ViaPopup, Reason: reasonUnproved}
	return unproved.after(v.answer)
}

// reasonUnproved says that nothing has proved the end of the session.
const reasonUnproved = "not_proved"

// askInPopup sends the popup to a question, and waits for the answer for a while.
func (p *popupVisit) askInPopup() (a answer, err *Error) {
	q := p.newQuestion(p.unusedChallenge())
	p.verification.asked = q
	if refusal := p.send(q.url, nil); refusal != nil {
		return a, failWith(PopupClosed, messageOf(PopupClosed), refusal)
	}
	defer p.browser.After(verifyLimitMS, func() { p.wait.post(event{kind: eventUnanswered, data: q.state}) })()
	for {
		e := p.wait.next()
		if a, found := q.answerIn(e); found {
			return a, nil
		}
		switch e.kind {
		case "closed":
			p.closed = true
			return a, p.errorOf(PopupClosed)
		case "hide":
			p.left = true
			p.unmark()
		case eventUnanswered:
			if e.data == q.state {
				return a, nil
			}
		case eventAborted:
			return a, p.errorOf(Aborted)
		}
	}
}

// isAnswer tells whether an event is of a page that has brought an answer, and says
// nothing of the logout: it may be heard of in several ways.
func (p *popupVisit) isAnswer(e event) (is bool) {
	q := p.verification.asked
	if report, reported := stringslite.CutPrefix(stringOf(e.data), p.report); e.kind == eventReport && reported {
		e = event{kind: "load", data: report}
	}
	if q.url != "" {
		_, is = q.answerIn(e)
	}
	return is
}

// mark is what the callback page knows its popup by: by its end, that the popup goes on.
func (p *popupVisit) mark() string {
	if p.options.Verify {
		return p.tombstone() + wire.PopupStays
	}
	return p.tombstone()
}
