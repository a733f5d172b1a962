import type { Passport, UserProfile } from 'passport-logout';
import { useEffect, useState } from 'react';

/** The signed-in user, until a logout here, in another tab, or behind the Back button. */
export function useUser(passport: Passport) {
  const [user, setUser] = useState<UserProfile>();
  useEffect(() => {
    const read = () => passport.getUserInfo().then(setUser, console.error);
    read();
    passport.addEventListener('loggedOut', read);
    return () => passport.removeEventListener('loggedOut', read);
  }, [passport]);
  return user;
}
