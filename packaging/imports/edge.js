import { Passport } from 'passport-logout';

const instance = new Passport({ clientId: 'client', redirectUri: 'https://app.example/redirect' });
export default instance.logout().catch((error) => error.code);
