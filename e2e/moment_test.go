package e2e

// moment is when the program comes.
type moment string

const (
	programReady moment = "ready" // before the logout
	programLate  moment = "late"  // when the logout is on its way
	programNever moment = "never"
)

var everyMoment = []moment{programReady, programLate, programNever}
