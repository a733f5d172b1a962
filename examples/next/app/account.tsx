'use client';

import { type LogoutReceipt, PassportError, type UserProfile } from 'passport-logout';
import { useEffect, useState } from 'react';
import { passport } from '../lib/passport';

// The server renders this, too, and knows no user: they are in the browser's storage.
export function Account() {
  const [user, setUser] = useState<UserProfile>();
  const [receipt, setReceipt] = useState<LogoutReceipt>();
  const [problem, setProblem] = useState('');

  useEffect(() => {
    const read = () => passport.getUserInfo().then(setUser, console.error);
    read();
    passport.addEventListener('loggedOut', read);
    return () => passport.removeEventListener('loggedOut', read);
  }, []);

  async function logout() {
    try {
      setReceipt(await passport.logout());
    } catch (error) {
      setProblem(error instanceof PassportError ? error.message : String(error));
    }
  }

  return (
    <>
      <p>{user ? `Signed in as ${user.email}.` : 'Nobody is signed in.'}</p>
      <button type="button" disabled={!user} onClick={logout}>
        Log out
      </button>
      {problem && <p role="alert">{problem}</p>}
      {receipt && <pre>{JSON.stringify(receipt, null, 2)}</pre>}
    </>
  );
}
