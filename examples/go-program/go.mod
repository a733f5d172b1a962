module example.com/app

go 1.26.0

require github.com/passport-logout/passport-logout v0.1.0

require github.com/golang-jwt/jwt/v5 v5.3.1 // indirect

// In a copy of this folder, leave this line out.
replace github.com/passport-logout/passport-logout => ../..
