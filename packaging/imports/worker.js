const globals = Reflect.ownKeys(self);
const { Passport } = await import('./node_modules/passport-logout/passport.module.js');
const instance = new Passport({ clientId: 'client', redirectUri: 'https://app.example/redirect' });
const code = await instance.logout().catch((error) => error.code);

postMessage(`${code}, ${Reflect.ownKeys(self).length - globals.length} globals`);
