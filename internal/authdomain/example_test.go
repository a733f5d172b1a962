package authdomain_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"

	"github.com/passport-logout/passport-logout/internal/authdomain"
)

func Example() {
	domain := authdomain.New(authdomain.Config{Clients: []authdomain.Client{{
		ID:         "game",
		LogoutURIs: []string{"https://game.example/logged-out"},
	}}})
	server := httptest.NewServer(domain)
	defer server.Close()
	defer domain.Close()

	_, cookie := domain.SignIn("player@example.com")
	query := url.Values{"client_id": {"game"}, "returnTo": {"https://game.example/logged-out?from=silent"}}
	request, _ := http.NewRequest(http.MethodGet, server.URL+"/v2/logout?"+query.Encode(), nil)
	request.AddCookie(cookie)
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer response.Body.Close()

	fmt.Println(response.Header.Get("Location"))
	fmt.Println(len(domain.Sessions()), "sessions")
	fmt.Println("cookie came:", domain.Requests("/v2/logout")[0].SessionCookie)
	// Output:
	// https://game.example/logged-out?from=silent
	// 0 sessions
	// cookie came: true
}
